import Diagnostics
import JSON
import WorkflowCore
import WorkflowStorage

extension DraftEvent {
    /// Whether it tells of a document of no item: no item has a slash in its name.
    var isOfRegister: Bool { type.hasPrefix("document.") && item.contains("/") }
}

extension Engine {
    /// Compares the registers with what the history says, and looks for gaps and doubles.
    func verifyRegisters(
        _ register: Replay.Register, _ report: inout VerifyReport
    ) async throws(EngineError) {
        var told = register
        let rows = try await stored { () async throws(StoreError) in
            try await store.documents(DocumentQuery())
        }
        for row in rows {
            let entry = DocumentEntry(row)
            let id = RegisteredDocument.ID(office: row.office, year: row.year, text: row.text)
            let expected = told.removeValue(forKey: id)
            if let entry, let expected, entry.document == expected.document,
                entry.document.id == id, entry.isWithdrawn == expected.isWithdrawn
            {
                continue
            }
            report.problems.append(.register(id, row.item))
        }
        for id in told.keys.sorted(by: { "\($0)" < "\($1)" }) {
            report.problems.append(.register(id, nil))
        }
        report.problems += gaps(in: rows)
    }

    /// Where a series does not go on by one. Where it begins is up to the office.
    private func gaps(in rows: [DocumentRow]) -> [VerifyReport.Problem] {
        zip(rows, rows.dropFirst()).compactMap { row, next in
            guard row.office == next.office, row.year == next.year, row.series == next.series,
                next.number > row.number + 1
            else { return nil }
            return VerifyReport.Problem(
                code: "register-gap", item: next.item, sequence: nil,
                message: LocalizedText(
                    vi: "Sổ văn bản \(row.office)/\(row.year): sau \(row.text) là \(next.text).",
                    en: "Register \(row.office)/\(row.year): \(next.text) follows \(row.text)."))
        }
    }
}

extension VerifyReport.Problem {
    fileprivate static func register(
        _ id: RegisteredDocument.ID, _ item: String?
    ) -> VerifyReport.Problem {
        VerifyReport.Problem(
            code: "register-differs", item: item, sequence: nil,
            message: LocalizedText(
                vi: "Sổ văn bản khác với lịch sử ở \(id).",
                en: "The register differs from the history at \(id)."))
    }
}
