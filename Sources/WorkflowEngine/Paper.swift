import Diagnostics
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// A document but for its number, checked.
struct Paper: Sendable {
    let office: DocumentOffice
    let type: DocumentType
    private let kind: String
    private let symbol: String
    private let date: CalendarDate
    private let place: String
    private let summary: String
    private let signer: RegisteredDocument.Signer?
    private let recipients: [String]
    private let urgency: DocumentUrgency?

    /// - Throws: `.invalidInput` with what is wrong and what there is.
    init(_ input: DocumentInput, _ rules: Rules, today: CalendarDate) throws(EngineError) {
        let agency = rules.organisation.agency(called: input.office)?.code ?? input.office
        guard let office = rules.documents.office(agency) else {
            throw .invalidInput(.noOffice(input.office, rules))
        }
        guard let type = rules.documents.type(called: input.type) else {
            throw .invalidInput(.noType(input.type, rules.documents))
        }
        let date = input.date ?? today
        // A number reserved for a document that is not signed yet would be one given too early.
        guard date <= today else {
            throw .invalidInput(
                LocalizedText(
                    vi: "Ngày văn bản \(date.formatted(.slashed)) sau hôm nay"
                        + " \(today.formatted(.slashed)): số chỉ cấp cho văn bản đã ký.",
                    en: "The date \(date.formatted(.slashed)) is after today"
                        + " (\(today.formatted(.slashed))): only what is signed gets a number."))
        }
        let summary = input.summary.trimmed
        guard !summary.isEmpty else {
            throw .invalidInput(
                LocalizedText(vi: "Cần nêu trích yếu.", en: "Say what the document is about."))
        }
        if let unit = input.unit, !unit.isDocumentCode || !type.isLetter {
            throw .invalidInput(
                LocalizedText(
                    vi: "Đơn vị soạn thảo trong ký hiệu (“\(unit)”) chỉ có ở công văn, là chữ viết"
                        + " tắt như QLKH.",
                    en: "The unit in the symbol (“\(unit)”) is for letters only, an abbreviation"
                        + " such as QLKH."))
        }
        self.office = office
        self.type = type
        self.date = date
        self.summary = TextFolding.nfc(summary)
        kind = input.kind ?? type.kind
        symbol = office.symbol(of: type, unit: input.unit)
        place = input.place ?? office.place
        signer = input.signer
        recipients = input.recipients.map { TextFolding.nfc($0.trimmed) }.filter { !$0.isEmpty }
        urgency = input.urgency
    }

    func draft(isLate: Bool, item: String?) -> DocumentDraft {
        let series = office.series(of: type)
        let late: DocumentDraft.Late =
            if !isLate { .refuse } else { office.lateNumber == .suffix ? .suffix : .next }
        return DocumentDraft(
            office: office.agency, year: date.year, series: series, symbol: symbol, date: date,
            late: late, after: office.lastNumber(of: series, in: date.year), item: item)
    }

    func document(_ number: DocumentNumber, sha256: String?) -> RegisteredDocument {
        RegisteredDocument(
            office: office.agency, year: date.year, series: office.series(of: type),
            number: number.number, suffix: number.suffix, symbol: symbol, type: type.code,
            kind: kind, place: place, date: date, isLate: number.isLate, summary: summary,
            signer: signer, recipients: recipients, urgency: urgency, sha256: sha256)
    }
}

extension LocalizedText {
    static func noOffice(_ name: String, _ rules: Rules) -> LocalizedText {
        let known = rules.documents.offices.map(\.agency)
        let near = nearest(name, in: known)
        let list = known.joined(separator: ", ")
        return LocalizedText(
            vi: "Cơ quan “\(name)” không có quy tắc đánh số trong rules/documents.yaml."
                + (near.map { " Có phải \($0)?" } ?? "")
                + (list.isEmpty ? "" : " Đang có: \(list)."),
            en: "There are no rules for the numbers of “\(name)” in rules/documents.yaml."
                + (near.map { " Did you mean \($0)?" } ?? "")
                + (list.isEmpty ? "" : " There are: \(list)."))
    }

    fileprivate static func noType(_ name: String, _ rules: DocumentRules) -> LocalizedText {
        let near = nearest(name, in: rules.types.flatMap { [$0.code, $0.kind] })
        let list = rules.types.map { "\($0.code) (\($0.title.vi))" }.joined(separator: ", ")
        return LocalizedText(
            vi: "Không có loại văn bản “\(name)”." + (near.map { " Có phải \($0)?" } ?? "")
                + " Đang có: \(list).",
            en: "There is no type of document “\(name)”."
                + (near.map { " Did you mean \($0)?" } ?? "") + " There are: \(list).")
    }

    static func noContent(_ sha256: String, _ item: String) -> LocalizedText {
        LocalizedText(
            vi: "Hồ sơ \(item) không có tệp mang mã băm \(sha256.prefix(12)).",
            en: "Item \(item) has no file with the hash \(sha256.prefix(12)).")
    }
}

extension Refusal {
    static func mayNotNumber(
        _ office: DocumentOffice, _ actor: Actor, _ may: [Organisation.Person],
        _ organisation: Organisation
    ) -> Refusal {
        let name = organisation.agency(office.agency)?.name
        let people = may.map { "\($0.name) [\($0.id)]" }.joined(separator: ", ")
        let message = LocalizedText(
            vi: "\(actor.name) không được cấp số văn bản của \(name?.vi ?? office.agency)."
                + (people.isEmpty
                    ? " Chưa có ai được cấp: xem rules/documents.yaml."
                    : " Người có thẩm quyền: \(people)."),
            en: "\(actor.name) may not number the documents of \(name?.en ?? office.agency)."
                + (people.isEmpty
                    ? " Nobody may yet: see rules/documents.yaml." : " Those who may: \(people)."))
        return Refusal(
            code: .notPermitted, message: message,
            reasons: [
                Reason(code: .notPermitted, message: message, whoCould: may.map(\.id))
            ])
    }

    static func withdrawn(_ id: RegisteredDocument.ID) -> Refusal {
        Refusal(
            code: .notAvailable,
            message: LocalizedText(
                vi: "Văn bản \(id.text) đã được thu hồi.",
                en: "The document \(id.text) is withdrawn already."))
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
