import Diagnostics
import WorkflowCore
import WorkflowModel

/// A draft as one HTML page, ready to print in the layout of Decree 30/2020/NĐ-CP, annex I: A4,
/// margins 20, 15, 20 and 30 mm, Times New Roman. It has no script and loads nothing.
public struct HTMLDraft: Sendable {
    private let draft: Draft

    public init(_ draft: Draft) {
        self.draft = draft
    }

    public var text: String {
        """
        <!DOCTYPE html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(Self.escaped([draft.typeTitle, draft.subject].compactMap { $0 }.joined(separator: " – ")))</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <table class="head"><tr><td class="office">
        \(office)
        </td><td class="nation">
        <div class="strong">\(Draft.nation)</div>
        <div class="motto"><span>\(Draft.motto)</span></div>
        <div class="date">\(Self.escaped(draft.placeAndDate))</div>
        </td></tr></table>
        \(title)
        \(addressees)
        \(draft.blocks.map(Self.block).joined(separator: "\n"))
        <table class="foot"><tr><td class="recipients">
        \(recipients)
        </td><td class="signature">
        \(draft.signerLines.map { "<div class=\"strong\">\(Self.escaped($0))</div>" }.joined(separator: "\n"))
        <div class="room"></div>
        <div class="strong">\(Self.escaped(draft.signer.name))</div>
        </td></tr></table>
        </body>
        </html>

        """
    }

    private var office: String {
        var lines: [String] = []
        if let superior = draft.superior { lines.append("<div>\(upper(superior))</div>") }
        lines.append("<div class=\"strong\">\(upper(draft.office))</div><div class=\"rule\"></div>")
        lines.append(
            "<div class=\"number\">Số: \(Self.escaped(draft.number, keepsSpaces: true))</div>")
        if draft.typeTitle == nil {
            lines.append("<div class=\"about\">\(Self.escaped(draft.subject))</div>")
        }
        if let urgency = draft.urgency {
            lines.append("<div class=\"urgency\"><span>\(upper(urgency.title.vi))</span></div>")
        }
        return lines.joined(separator: "\n")
    }

    private var title: String {
        guard let title = draft.typeTitle else { return "" }
        return """
            <h1>\(upper(title))</h1>
            <h2>\(Self.escaped(draft.subject))</h2>
            <div class="rule"></div>
            """
    }

    private var addressees: String {
        let names = draft.addressees
        if names.isEmpty { return "" }
        if names.count == 1 {
            return "<p class=\"to\">Kính gửi: \(Self.escaped(names[0]))</p>"
        }
        let list = names.enumerated().map { index, name in
            "<div>- \(Self.escaped(name))\(index == names.count - 1 ? "." : ";")</div>"
        }
        return "<div class=\"to\"><div>Kính gửi:</div><div>\(list.joined())</div></div>"
    }

    private var recipients: String {
        if draft.recipients.isEmpty { return "" }
        let last = draft.recipients.count - 1
        let lines = draft.recipients.enumerated().map { index, name in
            "<div>- \(Self.escaped(name))\(index == last ? "." : ";")</div>"
        }
        return "<div class=\"heading\">Nơi nhận:</div>\n" + lines.joined(separator: "\n")
    }

    private static func block(_ block: Draft.Block) -> String {
        switch block {
        case .paragraph(let text): return "<p>\(escaped(text))</p>"
        case .heading(let text): return "<p class=\"strong\">\(escaped(text))</p>"
        case .table(let rows):
            let lines = rows.enumerated().map { index, cells in
                let tag = index == 0 ? "th" : "td"
                return "<tr>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>"
            }
            return "<table class=\"grid\">\n\(lines.joined(separator: "\n"))\n</table>"
        }
    }

    private func upper(_ text: String) -> String { Self.escaped(text.uppercased()) }

    private static func escaped(_ text: String, keepsSpaces: Bool = false) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case " " where keepsSpaces: escaped += "&nbsp;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    private static let style = """
        @page { size: A4; margin: 20mm 15mm 20mm 30mm; }
        * { box-sizing: border-box; }
        body { font: 14pt/1.25 "Times New Roman", "Liberation Serif", serif; margin: 0; color: #000; }
        @media screen { body { width: 210mm; min-height: 297mm; margin: 8mm auto;
          padding: 20mm 15mm 20mm 30mm; background: #fff; box-shadow: 0 0 4mm #bbb; }
          html { background: #eee; } }
        table { border-collapse: collapse; width: 100%; }
        td { vertical-align: top; padding: 0; }
        .head td { text-align: center; font-size: 13pt; line-height: 1.15; }
        .head .office { width: 42%; padding: 0 3mm; } .head .nation { width: 58%; font-size: 12.5pt; white-space: nowrap; }
        .strong { font-weight: bold; }
        .rule { width: 30%; margin: 1mm auto 2mm; border-top: 0.3mm solid #000; }
        .motto { font-weight: bold; font-size: 13.5pt; }
        .motto span { border-bottom: 0.3mm solid #000; padding-bottom: 0.5mm; }
        .date { white-space: pre; font-style: italic; font-size: 13pt; margin-top: 3mm; }
        .number { margin-top: 1mm; } .about { font-size: 12pt; padding: 1mm 4mm 0; }
        .urgency { margin-top: 3mm; font-weight: bold; }
        .urgency span { border: 0.4mm solid #000; padding: 0.5mm 3mm; }
        h1 { font-size: 14pt; text-align: center; margin: 8mm 0 0; }
        h2 { font-size: 14pt; text-align: center; margin: 0; padding: 0 10mm; }
        p { margin: 0 0 2mm; text-align: justify; text-indent: 10mm; }
        p.strong { break-after: avoid; }
        .to { margin: 6mm 0 4mm; text-align: center; text-indent: 0; }
        div.to { display: flex; justify-content: center; gap: 3mm; text-align: left; }
        .grid { margin: 2mm 0 4mm; font-size: 12pt; line-height: 1.15; }
        .grid th, .grid td { border: 0.2mm solid #000; padding: 1mm 1.5mm; }
        .grid th { text-align: center; } .grid tr { break-inside: avoid; }
        .foot { margin-top: 6mm; break-inside: avoid; }
        .recipients { width: 50%; font-size: 11pt; line-height: 1.15; }
        .recipients .heading { font: italic bold 12pt "Times New Roman", "Liberation Serif", serif; }
        .signature { text-align: center; } .room { height: 26mm; }
        """
}
