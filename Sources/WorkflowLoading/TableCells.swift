import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Reads the rows of a table whose columns are known.
struct CellDecoder {
    let inputs: [DecisionTable.Input]
    let outputs: [DecisionTable.Output]
    let sink: DiagnosticSink

    /// Nil, after a complaint, if any cell is wrong.
    func row(_ node: Node) -> DecisionTable.Row? {
        guard let cells = node.sequence else {
            sink.report(.wrongType(node, expected: rowDescription))
            return nil
        }
        guard cells.count == inputs.count + outputs.count else {
            sink.report(wrongCount(cells.count, at: node.range))
            return nil
        }
        return row(cells, range: node.range)
    }

    /// `cells` are as many as the table has columns.
    func row(_ cells: [some TableCell], range: SourceRange) -> DecisionTable.Row? {
        let tests = zip(inputs, cells).compactMap { input, cell in test(cell, of: input) }
        let values = values(cells.dropFirst(inputs.count))
        guard tests.count == inputs.count, let values else { return nil }
        return DecisionTable.Row(
            tests: tests, outputs: values, texts: cells.prefix(inputs.count).compactMap(\.string),
            range: range)
    }

    func fallback(_ node: Node) -> [Value]? {
        let cells = node.sequence ?? []
        guard cells.count == outputs.count else {
            sink.error(
                "wrong-cell-count",
                LocalizedText(
                    vi: "“default” có \(cells.count) ô, bảng có \(outputs.count) cột kết quả: "
                        + outputNames,
                    en: "“default” has \(cells.count.of("cell")), the table has "
                        + "\(outputs.count.of("output")): \(outputNames)"),
                at: node.range)
            return nil
        }
        return values(cells[...])
    }

    private func values(_ cells: ArraySlice<some TableCell>) -> [Value]? {
        let values = zip(outputs, cells).compactMap { output, cell in value(cell, of: output) }
        return values.count == outputs.count ? values : nil
    }

    private func value(_ cell: some TableCell, of output: DecisionTable.Output) -> Value? {
        guard let text = cell.string, let value = output.type.literal(text.trimmingSpaces()) else {
            sink.report(.wrongType(cell, expected: output.type.name))
            return nil
        }
        guard output.values.isEmpty || output.values.contains(value) else {
            sink.report(
                .unlisted(text, in: output.values, column: output.name, at: cell.range))
            return nil
        }
        return value
    }

    private func test(
        _ cell: some TableCell, of input: DecisionTable.Input
    ) -> DecisionTable.Test? {
        guard let text = cell.string else {
            let hint = LocalizedText(
                vi: "“-” là gì cũng được; nhiều giá trị thì viết trong một chuỗi: \"a, b\"",
                en: "“-” is anything; several values are written in one text: \"a, b\"")
            sink.report(
                .wrongType(
                    cell,
                    expected: LocalizedText(
                        vi: "một ô của cột “\(input.name)”", en: "a cell of “\(input.name)”"),
                    hint: hint))
            return nil
        }
        if text == "-" { return .anything }
        var parser = CellParser(text, input: input)
        switch parser.parse() {
        case .success(let test):
            return test
        case .failure(let fault):
            for diagnostic in fault.diagnostics(in: cell, sink: sink) { sink.report(diagnostic) }
            return nil
        }
    }
}

extension CellDecoder {
    private var inputNames: String { inputs.map(\.name).joined(separator: ", ") }
    private var outputNames: String { outputs.map(\.name).joined(separator: ", ") }

    private var rowDescription: LocalizedText {
        LocalizedText(
            vi: "một dòng: danh sách các ô \(inputNames) | \(outputNames)",
            en: "a row: a list of the cells \(inputNames) | \(outputNames)")
    }

    func wrongCount(_ count: Int, at range: SourceRange) -> Diagnostic {
        let expected = inputs.count + outputs.count
        return .error(
            "wrong-cell-count",
            LocalizedText(
                vi: "dòng có \(count) ô, bảng có \(expected) cột",
                en: "the row has \(count.of("cell")), the table has \(expected.of("column"))"),
            at: range,
            hint: LocalizedText(
                vi: "các cột: \(inputNames) | \(outputNames)",
                en: "the columns: \(inputNames) | \(outputNames)"))
    }
}

extension Diagnostic {
    static func noRows(at range: SourceRange) -> Diagnostic {
        .error(
            "no-rows", LocalizedText(vi: "bảng chưa có dòng nào", en: "the table has no rows"),
            at: range)
    }

    /// A value that is none of those its column is limited to.
    static func unlisted(
        _ text: String, in values: [Value], column: String, at range: SourceRange
    ) -> Diagnostic {
        .unknownName(
            text, in: values.map(DecisionTable.text),
            LocalizedText(
                vi: "một giá trị của cột “\(column)”", en: "a value of the column “\(column)”"),
            at: range)
    }
}

extension Int {
    /// `1 cell`, `2 cells`; for messages in English.
    fileprivate func of(_ noun: String) -> String {
        "\(self) \(noun)\(self == 1 ? "" : "s")"
    }
}
