package import Diagnostics
package import WorkflowModel

extension TableFinding {
    /// What to tell whoever wrote the table: at the row, for a gap at the table's name.
    package func diagnostic(in table: DecisionTable) -> Diagnostic {
        switch self {
        case .gap(let witness):
            return gap(witness, table)
        case .overlap(let upper, let lower, let witness):
            let inputs = witness.text(table.inputs)
            return .error(
                code,
                LocalizedText(
                    vi: "dòng \(upper) và dòng \(lower) cùng khớp khi \(inputs.vi); bảng “unique” "
                        + "chỉ được khớp một",
                    en: "rows \(upper) and \(lower) both match \(inputs.en); in a “unique” table "
                        + "only one may"),
                at: table.rows[lower - 1].range, notes: [place(of: upper, table)])
        case .conflict(let upper, let lower, let witness):
            let inputs = witness.text(table.inputs)
            return .error(
                code,
                LocalizedText(
                    vi: "dòng \(upper) và dòng \(lower) cùng khớp khi \(inputs.vi) nhưng kết quả "
                        + "khác nhau",
                    en: "rows \(upper) and \(lower) both match \(inputs.en) but give different "
                        + "outputs"),
                at: table.rows[lower - 1].range, notes: [place(of: upper, table)])
        case .unreachable(let row, let behind):
            return unreachable(row, behind, table)
        case .impossible(let row, let input):
            let name = table.inputs[input].name
            return .warning(
                code,
                LocalizedText(
                    vi: "dòng \(row) không bao giờ khớp: không giá trị nào của “\(name)” thỏa ô "
                        + "của nó",
                    en: "row \(row) never matches: no value of “\(name)” satisfies its cell"),
                at: table.rows[row - 1].range)
        case .more(let kind, let count, let isExact):
            return Diagnostic(
                .note, code: code, kind.more(count, isExact: isExact), at: table.range)
        case .cutOff(let kinds):
            return cutOff(kinds, table)
        }
    }

    private var code: String {
        switch self {
        case .gap: Kind.gap.code
        case .overlap: Kind.overlap.code
        case .conflict: Kind.conflict.code
        case .unreachable: Kind.unreachable.code
        case .impossible: Kind.impossible.code
        case .more(let kind, _, _): kind.code
        case .cutOff: "analysis-cut-off"
        }
    }

    private func place(of row: Int, _ table: DecisionTable) -> Diagnostic.Note {
        Diagnostic.Note(
            LocalizedText(vi: "dòng \(row) ở đây", en: "row \(row) is here"),
            at: table.rows[row - 1].range)
    }

    private func gap(_ witness: TableWitness, _ table: DecisionTable) -> Diagnostic {
        let inputs = witness.text(table.inputs)
        return .warning(
            code,
            LocalizedText(
                vi: "không dòng nào khớp khi \(inputs.vi)", en: "no row matches \(inputs.en)"),
            at: table.range, hint: hint(for: witness, table))
    }

    private func hint(for witness: TableWitness, _ table: DecisionTable) -> LocalizedText {
        guard let column = witness.inputs.firstIndex(where: \.isOther) else {
            return LocalizedText(
                vi: "thêm một dòng cho trường hợp này, hoặc “default” cho mọi trường hợp còn lại",
                en: "add a row for it, or a “default” for whatever no row covers")
        }
        let name = table.inputs[column].name
        return LocalizedText(
            vi: "nếu “\(name)” chỉ nhận một số giá trị thì liệt kê bằng “values: […]”; nếu không, "
                + "thêm “default”",
            en: "if “\(name)” has only certain values, list them under “values: […]”; otherwise "
                + "add a “default”")
    }

    private func unreachable(
        _ row: Int, _ behind: [Int], _ table: DecisionTable
    ) -> Diagnostic {
        let rows = behind.listed
        let notes = behind.count == 1 ? [place(of: behind[0], table)] : []
        let message =
            behind.count == 1
            ? LocalizedText(
                vi: "dòng \(row) không bao giờ được chọn: dòng \(rows.vi) đã nhận hết các trường "
                    + "hợp của nó",
                en: "row \(row) is never chosen: row \(rows.en) takes all that it matches")
            : LocalizedText(
                vi: "dòng \(row) không bao giờ được chọn: các dòng \(rows.vi) đã nhận hết các "
                    + "trường hợp của nó",
                en: "row \(row) is never chosen: rows \(rows.en) together take all that it matches")
        return .warning(code, message, at: table.rows[row - 1].range, notes: notes)
    }

    private func cutOff(_ kinds: [Kind], _ table: DecisionTable) -> Diagnostic {
        let names = kinds.map(\.plural)
        return Diagnostic(
            .note, code: code,
            LocalizedText(
                vi: "bảng quá phức tạp để kiểm tra hết: \(names.map(\.vi).joined(separator: ", ")) "
                    + "có thể còn mà chưa được nêu",
                en: "the table is too intricate to be checked to the end: there may be "
                    + "\(names.map(\.en).joined(separator: ", ")) that are not told here"),
            at: table.range)
    }
}

extension TableFinding.Kind {
    /// The stable name in diagnostics.
    fileprivate var code: String {
        switch self {
        case .gap: "table-gap"
        case .overlap: "table-overlap"
        case .conflict: "table-conflict"
        case .unreachable: "unreachable-row"
        case .impossible: "impossible-cell"
        }
    }

    fileprivate var plural: LocalizedText {
        switch self {
        case .gap: LocalizedText(vi: "trường hợp bỏ sót", en: "gaps")
        case .overlap: LocalizedText(vi: "cặp dòng chồng nhau", en: "overlapping rows")
        case .conflict: LocalizedText(vi: "cặp dòng mâu thuẫn", en: "conflicting rows")
        case .unreachable:
            LocalizedText(vi: "dòng không bao giờ được chọn", en: "rows never chosen")
        case .impossible: LocalizedText(vi: "ô không bao giờ khớp", en: "cells that never match")
        }
    }

    fileprivate func more(_ count: Int, isExact: Bool) -> LocalizedText {
        // Gaps are regions that may be cut in many ways: a number would mean nothing.
        if self == .gap {
            return LocalizedText(vi: "còn trường hợp bỏ sót khác", en: "and there are more gaps")
        }
        let pairs = self == .overlap || self == .conflict
        let vi = pairs ? "cặp dòng như vậy" : "dòng như vậy"
        let en = (pairs ? "pair of rows" : "row").counted(count)
        return isExact
            ? LocalizedText(vi: "và \(count) \(vi) nữa", en: "and \(count) more \(en) like these")
            : LocalizedText(
                vi: "và ít nhất \(count) \(vi) nữa", en: "and at least \(count) more \(en)")
    }
}

extension String {
    /// The plural of an English noun unless there is one.
    fileprivate func counted(_ count: Int) -> String {
        guard count != 1 else { return self }
        return hasPrefix("pair") ? "pairs" + dropFirst(4) : self + "s"
    }
}

extension [Int] {
    /// `1, 2 and 5`; of many, the first ones.
    fileprivate var listed: LocalizedText {
        guard count > 1, let last else {
            return LocalizedText(map(String.init).joined(separator: ", "))
        }
        if count > 6 {
            let some = prefix(5).map(String.init).joined(separator: ", ")
            return LocalizedText(
                vi: "\(some) và \(count - 5) dòng khác", en: "\(some) and \(count - 5) others")
        }
        let some = dropLast().map(String.init).joined(separator: ", ")
        return LocalizedText(vi: "\(some) và \(last)", en: "\(some) and \(last)")
    }
}
