public import WorkflowCore
public import WorkflowModel

/// A draft of an administrative document, filled in and independent of the medium. What stands here
/// is text and never markup: each medium writes it in its own way.
public struct Draft: Hashable, Sendable {
    public enum Block: Hashable, Sendable {
        case paragraph(String)
        case heading(String)
        /// Rows of cells, all with the same number of cells; the first row is the head.
        case table([[String]])
    }

    /// The agency above the office, if its name is printed.
    public var superior: String?
    public var office: String
    /// Number and symbol, with room for a number that is not given yet: `      /TTr-SKHCN`.
    public var number: String
    /// Place and date: `Thừa Thiên Huế, ngày 14 tháng 4 năm 2021`.
    public var placeAndDate: String
    /// Nil for a letter, whose subject stands below its number.
    public var typeTitle: String?
    public var subject: String
    public var addressees: [String]
    public var blocks: [Block]
    public var signer: RegisteredDocument.Signer
    public var recipients: [String]
    public var urgency: DocumentUrgency?

    public init(
        superior: String?, office: String, number: String, placeAndDate: String,
        typeTitle: String?, subject: String, addressees: [String], blocks: [Block],
        signer: RegisteredDocument.Signer, recipients: [String], urgency: DocumentUrgency?
    ) {
        self.superior = superior
        self.office = office
        self.number = number
        self.placeAndDate = placeAndDate
        self.typeTitle = typeTitle
        self.subject = subject
        self.addressees = addressees
        self.blocks = blocks
        self.signer = signer
        self.recipients = recipients
        self.urgency = urgency
    }

    /// The lines above the signature: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`.
    var signerLines: [String] {
        let position = (signer.position ?? "").uppercased()
        guard let capacity = signer.capacity else { return position.isEmpty ? [] : [position] }
        let principal = (signer.principal ?? position).uppercased()
        let first = "\(capacity.abbreviation) \(principal)"
        return signer.principal == nil ? [first] : [first, position].filter { !$0.isEmpty }
    }

    static let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    static let motto = "Độc lập - Tự do - Hạnh phúc"
}
