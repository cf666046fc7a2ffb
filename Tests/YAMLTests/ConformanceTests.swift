import Diagnostics
import Foundation
import Testing
import YAML

/// The public YAML test suite: what must be refused is, what we read has the value the suite gives.
@Suite("The public YAML test suite")
struct ConformanceTests {
    @Test(
        "every document is refused or read as the suite says, but for the cases named here",
        .enabled(if: !Self.cases.isEmpty, "conformance data not found; WF_SHARED names its place"),
        arguments: Self.cases)
    func document(_ document: Case) throws {
        let sink = DiagnosticSink()
        let node = YAMLReader.parse(document.yaml, file: document.id, sink: sink)
        let isRefused = node == nil || sink.hasErrors
        #expect(node != nil || sink.hasErrors, "a refusal says why")
        let codes = sink.list.diagnostics.map(\.code)
        #expect(!codes.contains("syntax"), "a refusal says it in our words")

        if document.error {
            #expect(isRefused != Self.toleratedErrors.contains(document.id))
        } else if let reason = Self.refusals[document.id] {
            #expect(isRefused)
            #expect(!reason.codes.isDisjoint(with: codes))
        } else {
            let root = try #require(node)
            #expect(!isRefused, "\(sink.list.diagnostics.map(\.message.en))")
            if let json = document.json {
                #expect((JSONValue(root) == json) != Self.differing.contains(document.id))
            }
        }
    }

    @Test("the suite is all there", .enabled(if: !Self.cases.isEmpty))
    func count() {
        #expect(Self.cases.count == 402)
    }

    /// Invalid YAML that libyaml reads all the same, always as the value one would expect: lines
    /// inside brackets or quotes that are not indented (or by a tab), a comment glued to a comma or
    /// a directive, a block of text that is empty but for indentation.
    static let toleratedErrors: Set = [
        "9C9N", "QB6E", "Y79Y/003", "DK95/01", "CVW2", "MUS6/00", "S98Z",
    ]

    /// Blocks of text whose last line is blank and has no end: libyaml does not count that line.
    static let differing: Set = ["JEF9/02", "L24T/01"]

    /// Why a valid document is refused.
    enum Reason {
        /// On purpose: a definition is one document of plain words.
        case severalDocuments, keyIsNotScalar, customTag
        /// libyaml is stricter than YAML 1.2, or reads YAML 1.1.
        case tab, directive, emptyKey, colonInFlow, keyOverLines, anchorName, textBehind

        var codes: Set<String> {
            switch self {
            case .severalDocuments: ["several-documents"]
            case .keyIsNotScalar: ["key-not-text"]
            case .customTag: ["unsupported-tag"]
            case .tab: ["tab-indentation"]
            case .directive: ["bad-directive"]
            case .emptyKey: ["bad-indentation", "unexpected-text", "unexpected-colon"]
            case .colonInFlow: ["missing-value", "unexpected-colon", "misplaced-indicator"]
            case .keyOverLines: ["unclosed-bracket"]
            case .anchorName: ["bad-anchor"]
            case .textBehind: ["unexpected-text", "missing-value"]
            }
        }

        var cases: [String] {
            switch self {
            case .severalDocuments:
                [
                    "35KP", "6XDY", "6ZKB", "9DXL", "9KAX", "JHB9", "KSS4", "L383", "PUW8", "RZT7",
                    "U9NS",
                ]
            case .keyIsNotScalar:
                [
                    "4FJ6", "6BFJ", "6PBE", "9MMW", "KK5P", "LX3P", "M2N8/01", "M5DY", "Q9WF",
                    "RZP5", "SBG9", "V9D5", "X38W", "XW4D",
                ]
            case .customTag:
                [
                    "2XXW", "565N", "5TYM", "6CK3", "6WLZ", "7FWL", "9WXW", "C4HZ", "CC74", "CUP7",
                    "J7PZ", "M5C3", "P76L", "UGM3", "Z67P", "Z9M4",
                ]
            case .tab:
                [
                    "6BCT", "6CA3", "96NN/00", "96NN/01", "A2M4", "DK95/00", "DK95/03", "DK95/04",
                    "Q5MG", "R4YG", "Y79Y/001", "Y79Y/010",
                ]
            case .directive:
                // Unknown directives, a YAML version above 1.2, a second directive.
                ["2LFX", "6LVF", "BEC7", "MUS6/05", "MUS6/06", "W4TN"]
            case .emptyKey:
                [
                    "2JQS", "6M2F", "NHX8", "NKF9", "S3PD", "SM9W/01", "M2N8/00", "UKK6/00", "FRK4",
                ]
            case .colonInFlow:
                // A `:` or `?` that belongs to the text, inside brackets.
                ["4ABK", "58MP", "5T43", "CFD4", "DBG4", "HM87/00", "HM87/01", "652Z"]
            case .keyOverLines:
                // Inside brackets, a key and its `:` on different lines.
                [
                    "4MUZ/00", "4MUZ/01", "4MUZ/02", "5MUD", "9SA2", "K3WX", "NJ66", "UT92",
                    "VJP3/01",
                ]
            case .anchorName:
                ["2SXE", "8XYN", "W5VH", "Y2GN"]
            case .textBehind:
                // Text at the margin under `--- >`; a `...` that ends nothing, or is followed by a
                // document without `---`.
                ["7Z25", "DK3J", "FP8R", "M7A3", "HWV9", "QT73"]
            }
        }

        static let all: [Reason] = [
            .severalDocuments, .keyIsNotScalar, .customTag, .tab, .directive, .emptyKey,
            .colonInFlow, .keyOverLines, .anchorName, .textBehind,
        ]
    }

    static let refusals: [String: Reason] = Dictionary(
        Reason.all.flatMap { reason in reason.cases.map { ($0, reason) } },
        uniquingKeysWith: { first, _ in first })

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let id: String
        let yaml: String
        let error: Bool
        /// Nil where the suite gives no value; a JSON null is a value.
        let json: JSONValue?

        enum Key: String, CodingKey { case id, yaml, error, json }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            id = try container.decode(String.self, forKey: .id)
            yaml = try container.decode(String.self, forKey: .yaml)
            error = try container.decode(Bool.self, forKey: .error)
            json =
                container.contains(.json)
                ? try container.decode(JSONValue.self, forKey: .json) : nil
        }

        var testDescription: String { id }
    }

    /// Empty when the data is not on this machine.
    static let cases: [Case] = {
        let root = ProcessInfo.processInfo.environment["WF_SHARED"] ?? "../shared"
        let path = root + "/conformance/yaml.jsonl"
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return data.split(separator: UInt8(ascii: "\n")).compactMap { line in
            do {
                return try JSONDecoder().decode(Case.self, from: line)
            } catch {
                Issue.record(error)
                return nil
            }
        }
    }()
}
