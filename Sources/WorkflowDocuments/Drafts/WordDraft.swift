import Diagnostics
import WorkflowCore
import WorkflowModel

/// A draft as a Word document (WordprocessingML, ECMA-376) in the same layout as `HTMLDraft`.
public struct WordDraft: Sendable {
    private let draft: Draft

    public init(_ draft: Draft) {
        self.draft = draft
    }

    public var bytes: [UInt8] {
        var archive = ZipArchive()
        archive.add("[Content_Types].xml", Self.contentTypes)
        archive.add("_rels/.rels", Self.packageRelations)
        archive.add("word/document.xml", document)
        archive.add("word/styles.xml", Self.styles)
        archive.add("word/_rels/document.xml.rels", Self.documentRelations)
        return archive.bytes
    }

    // MARK: The page

    private var document: String {
        """
        \(Self.declaration)
        <w:document xmlns:w="\(Self.namespace)"><w:body>
        \(head)
        \(title)
        \(addressees)
        \(draft.blocks.map(Self.block).joined(separator: "\n"))
        \(Self.paragraph("", spacing: "w:before=\"120\" w:after=\"0\""))
        \(foot)
        \(Self.paragraph("", spacing: "w:before=\"0\" w:after=\"0\""))
        <w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" \
        w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>
        </w:body></w:document>
        """
    }

    private var head: String {
        var left: [String] = []
        if let superior = draft.superior {
            left.append(Self.centred(superior.uppercased(), size: 26))
        }
        left.append(Self.centred(draft.office.uppercased(), size: 26, "<w:b/>"))
        left.append(Self.rule(indent: 1_100))
        left.append(Self.centred("Số: " + draft.number, size: 26))
        if draft.typeTitle == nil { left.append(Self.centred(draft.subject, size: 24)) }
        if let urgency = draft.urgency {
            left.append(
                Self.centred(
                    urgency.title.vi.uppercased(), size: 26,
                    "<w:b/><w:bdr w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"000000\"/>"))
        }
        let right = [
            Self.centred(Draft.nation, size: 25, "<w:b/>"),
            Self.centred(Draft.motto, size: 27, "<w:b/>"), Self.rule(indent: 1_050),
            Self.centred(draft.placeAndDate, size: 26, "<w:i/>"),
        ]
        return Self.pair(left.joined(), 3_900, right.joined(), 5_454)
    }

    private var title: String {
        guard let title = draft.typeTitle else { return "" }
        return Self.centred(title.uppercased(), size: 28, "<w:b/>", before: 360)
            + Self.centred(draft.subject, size: 28, "<w:b/>") + Self.rule(indent: 3_300)
    }

    private var addressees: String {
        let names = draft.addressees
        if names.isEmpty { return "" }
        if names.count == 1 {
            return Self.centred("Kính gửi: " + names[0], size: 28, before: 240, after: 160)
        }
        let last = names.count - 1
        let lines = names.enumerated().map { index, name in
            Self.paragraph(
                Self.run("- " + name + (index == last ? "." : ";"), size: 28),
                spacing: "w:before=\"0\" w:after=\"0\"")
        }
        return Self.paragraph("", spacing: "w:before=\"120\" w:after=\"0\"")
            + Self.pair(
                Self.paragraph(
                    Self.run("Kính gửi:  ", size: 28), alignment: "right",
                    spacing: "w:before=\"0\" w:after=\"0\""), 3_200, lines.joined(), 6_154)
            + Self.paragraph("", spacing: "w:before=\"0\" w:after=\"60\"")
    }

    private var foot: String {
        var left = ""
        if !draft.recipients.isEmpty {
            left = Self.paragraph(
                Self.run("Nơi nhận:", size: 24, "<w:b/><w:i/>"),
                spacing: "w:before=\"0\" w:after=\"0\"")
            let last = draft.recipients.count - 1
            for (index, name) in draft.recipients.enumerated() {
                left += Self.paragraph(
                    Self.run("- " + name + (index == last ? "." : ";"), size: 22),
                    spacing: "w:before=\"0\" w:after=\"0\"")
            }
        } else {
            left = Self.paragraph("", spacing: "w:before=\"0\" w:after=\"0\"")
        }
        let right =
            draft.signerLines.map { Self.centred($0, size: 28, "<w:b/>") }.joined()
            + Self.paragraph("", spacing: "w:before=\"0\" w:after=\"1300\"")
            + Self.centred(draft.signer.name, size: 28, "<w:b/>")
        return Self.pair(left, 4_677, right, 4_677)
    }

    // MARK: Parts

    private static func block(_ block: Draft.Block) -> String {
        switch block {
        case .paragraph(let text):
            paragraph(run(text, size: 28), alignment: "both", indent: true)
        case .heading(let text):
            paragraph(run(text, size: 28, "<w:b/>"), alignment: "both", indent: true, keeps: true)
        case .table(let rows): grid(rows)
        }
    }

    private static func grid(_ rows: [[String]]) -> String {
        let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
            "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
        }.joined()
        let widths = columnWidths(rows)
        let lines = rows.enumerated().map { index, cells in
            let inner = zip(cells, widths).map { cell, width in
                cellXML(
                    paragraph(
                        run(cell, size: 24, index == 0 ? "<w:b/>" : ""),
                        alignment: index == 0 ? "center" : "left",
                        spacing: "w:before=\"40\" w:after=\"40\""), width)
            }.joined()
            let head = index == 0 ? "<w:tblHeader/>" : ""
            return "<w:tr><w:trPr><w:cantSplit/>\(head)</w:trPr>\(inner)</w:tr>"
        }
        return """
            <w:tbl><w:tblPr><w:tblW w:w="9354" w:type="dxa"/><w:tblBorders>\(borders)</w:tblBorders>\
            <w:tblLayout w:type="fixed"/></w:tblPr>\(gridXML(widths))\(lines.joined())</w:tbl>\
            \(paragraph("", spacing: "w:before=\"0\" w:after=\"60\""))
            """
    }

    /// In twentieths of a point, by the longest text of each column.
    private static func columnWidths(_ rows: [[String]]) -> [Int] {
        let lengths = rows[0].indices.map { column in
            min(max(rows.map { $0[column].count }.max() ?? 0, 5) + 3, 40)
        }
        let sum = lengths.reduce(0, +)
        return lengths.map { 9_354 * $0 / sum }
    }

    /// Two cells beside one another without borders.
    private static func pair(_ left: String, _ width: Int, _ right: String, _ other: Int) -> String
    {
        """
        <w:tbl><w:tblPr><w:tblW w:w="\(width + other)" w:type="dxa"/><w:tblLayout w:type="fixed"/>\
        <w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>\
        </w:tblPr>\(gridXML([width, other]))<w:tr><w:trPr><w:cantSplit/></w:trPr>\
        \(cellXML(left, width))\(cellXML(right, other))</w:tr></w:tbl>
        """
    }

    private static func gridXML(_ widths: [Int]) -> String {
        "<w:tblGrid>" + widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
    }

    private static func cellXML(_ inner: String, _ width: Int) -> String {
        "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr>\(inner)</w:tc>"
    }

    private static func centred(
        _ text: String, size: Int, _ properties: String = "", before: Int = 0, after: Int = 0
    ) -> String {
        paragraph(
            run(text, size: size, properties), alignment: "center",
            spacing: "w:before=\"\(before)\" w:after=\"\(after)\"")
    }

    /// A line, indented from both sides.
    private static func rule(indent: Int) -> String {
        """
        <w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>\
        <w:spacing w:before="80" w:after="0" w:line="120" w:lineRule="exact"/>\
        <w:ind w:left="\(indent)" w:right="\(indent)"/></w:pPr></w:p>
        """
    }

    private static func paragraph(
        _ runs: String, alignment: String = "left",
        spacing: String = "w:before=\"0\" w:after=\"120\"",
        indent: Bool = false, keeps: Bool = false
    ) -> String {
        "<w:p><w:pPr>\(keeps ? "<w:keepNext/>" : "")<w:spacing \(spacing)/>"
            + (indent ? "<w:ind w:firstLine=\"567\"/>" : "")
            + "<w:jc w:val=\"\(alignment)\"/></w:pPr>\(runs)</w:p>"
    }

    /// - Parameter size: in half points.
    private static func run(_ text: String, size: Int, _ properties: String = "") -> String {
        if text.isEmpty { return "" }
        // The order of properties is part of the schema: b, i, … sz, … bdr.
        let border =
            properties.firstRange(of: "<w:bdr")
            .map { String(properties[$0.lowerBound...]) } ?? ""
        let before = String(properties.dropLast(border.count))
        return """
            <w:r><w:rPr>\(before)<w:sz w:val="\(size)"/><w:szCs w:val="\(size)"/>\(border)</w:rPr>\
            <w:t xml:space="preserve">\(escaped(text))</w:t></w:r>
            """
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    // MARK: The package

    private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    private static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    private static let contentTypes = """
        \(declaration)
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/word/document.xml" ContentType=\
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
        <Override PartName="/word/styles.xml" ContentType=\
        "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>
        """

    private static let packageRelations = """
        \(declaration)
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
        <Relationship Id="rId1" Type=\
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
        Target="word/document.xml"/></Relationships>
        """

    private static let documentRelations = """
        \(declaration)
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
        <Relationship Id="rId1" Type=\
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" \
        Target="styles.xml"/></Relationships>
        """

    private static let styles = """
        \(declaration)
        <w:styles xmlns:w="\(namespace)"><w:docDefaults><w:rPrDefault><w:rPr>\
        <w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" \
        w:eastAsia="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/>\
        <w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>\
        </w:style></w:styles>
        """
}
