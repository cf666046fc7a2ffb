import Diagnostics

// What is said of a CSV file as such; of its cells the same is said as of cells in YAML.

extension Diagnostic {
    static func badCSV(_ fault: CSVReader.Fault) -> Diagnostic {
        switch fault.kind {
        case .unclosedQuote:
            .error(
                "bad-csv",
                LocalizedText(
                    vi: "ô bắt đầu bằng dấu ngoặc kép ở đây nhưng không có dấu đóng",
                    en: "the cell that begins with a quote here does not end"),
                at: fault.range, hint: doubledQuote)
        case .textBehindQuote:
            .error(
                "bad-csv",
                LocalizedText(
                    vi: "sau dấu ngoặc kép đóng ô không được có chữ",
                    en: "no text may stand behind the quote that ends a cell"),
                at: fault.range, hint: doubledQuote)
        }
    }

    private static let doubledQuote = LocalizedText(
        vi: "dấu ngoặc kép trong ô viết hai lần: \"a \"\"b\"\" c\"",
        en: "a quote inside a quoted cell is written twice: \"a \"\"b\"\" c\"")

    static func noHeader(_ names: [String], at range: SourceRange) -> Diagnostic {
        .error(
            "no-columns",
            LocalizedText(
                vi: "tệp trống; dòng đầu cần tên các cột",
                en: "the file is empty; its first line names the columns"),
            at: range, hint: columns(names))
    }

    static func missingColumns(
        _ missing: [String], _ names: [String], at range: SourceRange?
    ) -> Diagnostic {
        let list = missing.map { "“\($0)”" }.joined(separator: ", ")
        return .error(
            "missing-column",
            LocalizedText(
                vi: "dòng đầu thiếu cột \(list)",
                en: "the first line has no column \(list)"),
            at: range, hint: columns(names))
    }

    private static func columns(_ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText(vi: "các cột của bảng: \(list)", en: "the table's columns: \(list)")
    }

    static func repeatedColumn(
        _ name: String, at range: SourceRange, first: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-name",
            LocalizedText(vi: "cột “\(name)” đã có", en: "the column “\(name)” is there already"),
            at: range,
            notes: [Note(LocalizedText(vi: "lần đầu ở đây", en: "first written here"), at: first)])
    }

    /// A column in which every line must have something.
    static func emptyColumn(_ name: String, at range: SourceRange) -> Diagnostic {
        .error(
            "missing-value",
            LocalizedText(
                vi: "ô của cột “\(name)” đang trống",
                en: "the cell of column “\(name)” is empty"),
            at: range)
    }

    static func emptyCell(_ column: String, at range: SourceRange) -> Diagnostic {
        .error(
            "missing-value",
            LocalizedText(
                vi: "ô của cột kết quả “\(column)” để trống",
                en: "the cell of the output “\(column)” is empty"),
            at: range)
    }

    static func decimalComma(at range: SourceRange) -> Diagnostic {
        .error(
            "bad-cell",
            LocalizedText(
                vi: "dấu phẩy giữa hai chữ số: là số thập phân hay hai giá trị?",
                en: "a comma between two digits: a fraction or two values?"),
            at: range,
            hint: LocalizedText(
                vi: "số thập phân viết với dấu chấm: 1.5; hai giá trị thì cách ra: 1, 5",
                en: "write a fraction with a point: 1.5; two values with a space: 1, 5"))
    }

    static func tooManyCells(_ limit: Int, at range: SourceRange) -> Diagnostic {
        .error(
            "too-many-values",
            LocalizedText(
                vi: "tệp có hơn \(limit) ô", en: "the file has more than \(limit) cells"),
            at: range)
    }
}
