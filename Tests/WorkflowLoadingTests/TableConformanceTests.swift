import CEL
import Foundation
import Testing
import WorkflowModel

@testable import WorkflowLoading

/// The decision tables of the DMN Technology Compatibility Kit, each turned into the text of a
/// table file, loaded, and asked what the kit asks.
@Suite("DMN conformance", .enabled(if: DMNCase.isAvailable, "the shared data is not here"))
struct TableConformanceTests {
    @Test("every table of the kit answers as the kit expects", arguments: DMNCase.all)
    func answers(_ file: DMNCase) throws {
        let loaded = LoadedRules(try file.tableText())
        #expect(loaded.rendered == "")
        let table = try #require(loaded.rules.tables["tested"])
        for test in try file.tests() {
            let decision = try table.decide(test.inputs)
            let answer = file.answer(of: table, decision)
            #expect(answer == test.expected, "test \(test.id)")
        }
    }

    @Test("the kit is whole: 17 tables, 51 tests")
    func count() throws {
        #expect(DMNCase.all.count == 17)
        #expect(try DMNCase.all.reduce(0) { try $0 + $1.tests().count } == 51)
    }
}

/// One file of the kit.
struct DMNCase: CustomTestStringConvertible, Sendable {
    struct Test {
        let id: String
        let inputs: [Value]
        /// As `answer(of:_:)` gives it.
        let expected: String
    }

    let path: String

    var testDescription: String { URL(fileURLWithPath: path).lastPathComponent }

    private static var folder: URL {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["WF_SHARED"].map {
            URL(fileURLWithPath: $0)
        }
        return (shared ?? root.deletingLastPathComponent().appendingPathComponent("shared"))
            .appendingPathComponent("conformance/dmn")
    }

    static var isAvailable: Bool { !all.isEmpty }

    static let all: [DMNCase] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".json") }.sorted().map {
            DMNCase(path: folder.appendingPathComponent($0).path)
        }
    }()
}

extension DMNCase {
    private struct File: Decodable {
        struct Table: Decodable {
            struct Column: Decodable {
                let name: String?
                let expr: String?
                let type: String?
                let values: String?
            }

            struct Rule: Decodable {
                let when: [String]
                let then: [String]
            }

            let hit_policy: String
            let aggregation: String?
            let inputs: [Column]
            let outputs: [Column]
            let rules: [Rule]
        }

        struct Decision: Decodable { let table: Table }

        struct Test: Decodable {
            struct Expected: Decodable { let value: Answer? }

            let id: String
            let inputs: [String: [String: String]]
            let expected: [Expected]
        }

        let decisions: [Decision]
        let tests: [Test]
    }

    /// An expected result: a plain value, a list, or named outputs.
    private enum Answer: Decodable {
        case plain(String)
        case list([Answer])
        case context([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            let key = try #require(container.allKeys.first)
            switch key.stringValue {
            case "list": self = .list(try container.decode([Answer].self, forKey: key))
            case "context":
                var pairs = try container.nestedUnkeyedContainer(forKey: key)
                var texts: [String] = []
                while !pairs.isAtEnd {
                    var pair = try pairs.nestedUnkeyedContainer()
                    _ = try pair.decode(String.self)
                    texts.append(try pair.decode(Answer.self).text)
                }
                self = .context(texts)
            default: self = .plain(try container.decode(String.self, forKey: key))
            }
        }

        struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        var text: String {
            switch self {
            case .plain(let text): Double(text).map { "\($0)" } ?? text
            case .list(let answers): answers.map(\.text).joined(separator: "; ")
            case .context(let texts): texts.joined(separator: ", ")
            }
        }
    }

    private func read() throws -> (table: File.Table, tests: [File.Test]) {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let file = try JSONDecoder().decode(File.self, from: data)
        return (try #require(file.decisions.first).table, file.tests)
    }

    func tests() throws -> [Test] {
        let (table, tests) = try read()
        return try tests.map { test in
            let inputs = try table.inputs.map { column in
                let name = try #require(column.expr)
                let typed = try #require(test.inputs[name]?.first)
                switch typed.key {
                case "decimal": return Value.double(try #require(Double(typed.value)))
                case "boolean": return Value.bool(typed.value == "true")
                default: return Value.string(typed.value)
                }
            }
            let answer = test.expected.first?.value?.text ?? ""
            return Test(
                id: test.id, inputs: inputs,
                expected: isUnordered(table) ? sorted(answer) : answer)
        }
    }

    /// The outputs of one row with commas between them, rows with semicolons.
    func answer(of table: DecisionTable, _ decision: DecisionTable.Decision) -> String {
        let text = decision.outputs.map { row in
            row.map { value in
                switch value {
                case .double(let number): "\(number)"
                case .int(let number): "\(Double(number))"
                case .string(let text): text
                default: "\(value)"
                }
            }.joined(separator: ", ")
        }.joined(separator: "; ")
        return table.hitPolicy == .collect(nil) ? sorted(text) : text
    }

    /// Plain COLLECT promises no order.
    private func isUnordered(_ table: File.Table) -> Bool {
        table.hit_policy == "COLLECT" && table.aggregation == nil
    }

    private func sorted(_ rows: String) -> String {
        rows.components(separatedBy: "; ").sorted().joined(separator: "; ")
    }
}

// MARK: - The text of a table file

extension DMNCase {
    func tableText() throws -> String {
        let (table, _) = try read()
        var hit = table.hit_policy.lowercased().replacingOccurrences(of: " ", with: "-")
        if let aggregation = table.aggregation { hit += " " + aggregation.lowercased() }
        var lines = ["table: tested", "hit: \(hit)", "inputs:"]
        for (index, column) in table.inputs.enumerated() {
            lines.append("  in\(index): {type: \(type(of: column, nil))\(values(column))}")
        }
        lines.append("outputs:")
        for (index, column) in table.outputs.enumerated() {
            let sample = table.rules.first?.then[index]
            lines.append("  out\(index): {type: \(type(of: column, sample))\(values(column))}")
        }
        lines.append("rows:")
        for rule in table.rules {
            let cells = rule.when.map(quoted) + rule.then.map { quoted(unquoted($0)) }
            lines.append("  - [\(cells.joined(separator: ", "))]")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func type(of column: File.Table.Column, _ sample: String?) -> String {
        switch column.type {
        case "number": "double"
        case "boolean": "bool"
        case "string": "string"
        default: sample.flatMap(Double.init) == nil ? "string" : "double"
        }
    }

    private func values(_ column: File.Table.Column) -> String {
        column.values.map { ", values: [\($0)]" } ?? ""
    }

    /// Our text columns take the quotes of a text cell, so unary tests go in as they are.
    private func quoted(_ cell: String) -> String { "'\(cell)'" }

    private func unquoted(_ text: String) -> String {
        text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text
    }
}
