import Diagnostics
import WorkflowModel
import YAML

extension DiagnosticSink {
    /// The rules on documents, checked against the organisation.
    func decodeDocuments(_ file: SourceFile, _ organisation: Organisation) -> DocumentRules? {
        let context = LocalizedText(vi: "tệp quy tắc văn bản", en: "a file of document rules")
        guard var reader = MappingReader(file.node, context: context, sink: self) else {
            return nil
        }
        let rules = reader.required("documents", .documents(organisation))
        reader.finish()
        return rules
    }
}

extension NodeDecoder where Value == DocumentRules {
    fileprivate static func documents(_ organisation: Organisation) -> Self {
        let context = LocalizedText(vi: "quy tắc văn bản", en: "the rules on documents")
        return .mapping(context) { reader in
            let files = reader.optional("files", .files, default: DocumentRules.Files())
            let types = reader.optional(
                "types", NodeDecoder<[DocumentType]>.oneOrMore(of: .documentType), default: [])
            let kinds = reader.optional("kinds", .entries(of: .localizedText), default: [])
            var rules = DocumentRules(
                files: files, ownTypes: types,
                kindTitles: Dictionary(
                    kinds.map { ($0.name.value, $0.value) }, uniquingKeysWith: { first, _ in first }
                ))
            let offices = NodeDecoder<DocumentOffice>.office(organisation, rules)
            let located = reader.optional(
                "offices", NodeDecoder<[Located<DocumentOffice>]>.oneOrMore(of: offices.located),
                default: [])
            for office in located {
                if rules.office(office.value.agency) != nil {
                    reader.sink.error(
                        "not-unique",
                        LocalizedText(
                            vi: "“\(office.value.agency)” đã có quy tắc đánh số ở trên",
                            en: "there are rules for the numbers of “\(office.value.agency)” above"),
                        at: office.range)
                    continue
                }
                rules.offices.append(office.value)
            }
            return rules
        }
    }
}

extension NodeDecoder where Value == DocumentRules.Files {
    fileprivate static var files: Self {
        let types = NodeDecoder<FileType>.choice(
            LocalizedText(vi: "một loại tệp", en: "a type of file"))
        return .mapping(LocalizedText(vi: "tệp nhận vào", en: "the files accepted")) { reader in
            let usual = DocumentRules.Files()
            return DocumentRules.Files(
                sizeLimit: reader.optional("size_limit", .byteCount, default: usual.sizeLimit),
                types: reader.optional(
                    "types", NodeDecoder<[FileType]>.oneOrMore(of: types), default: usual.types))
        }
    }
}

extension NodeDecoder where Value == DocumentType {
    fileprivate static var documentType: Self {
        .mapping(LocalizedText(vi: "một loại văn bản", en: "a type of document")) { reader in
            let code = reader.required("code", .documentCode)
            let title = reader.required("title", .localizedText)
            let kind = reader.required("kind", .name)
            guard let code, let title, let kind else { return nil }
            return DocumentType(code: code, title: title, kind: kind)
        }
    }
}

extension NodeDecoder where Value == DocumentOffice {
    fileprivate static func office(_ organisation: Organisation, _ rules: DocumentRules) -> Self {
        .mapping(LocalizedText(vi: "một cơ quan đánh số", en: "an office that numbers")) { reader in
            let series = NodeDecoder<DocumentOffice.Series>.choice(
                LocalizedText(vi: "cách đánh số", en: "a way to count"))
            let late = NodeDecoder<DocumentOffice.LateNumber>.choice(
                LocalizedText(vi: "cách cấp số muộn", en: "a way to number late documents"))
            let agency = reader.required("agency", .agency(in: organisation))
            let symbol = reader.required("symbol", .documentCode)
            let place = reader.required("place", .nonEmptyString)
            let head = reader.optional("head", .nonEmptyString)
            let seriesOfTypes = reader.optional("series", series, default: .byType)
            let lateNumber = reader.optional("late", late, default: .next)
            let numbering = reader.required("numbered_by", .numbering(organisation))
            let continued = reader.optional("after", .continued(rules, seriesOfTypes), default: [])
            guard let agency, let symbol, let place, let numbering else { return nil }
            return DocumentOffice(
                agency: agency, symbol: symbol, place: place, head: head,
                series: seriesOfTypes, lateNumber: lateNumber, numberingRoles: numbering.roles,
                numberingAgency: numbering.agency, continued: continued)
        }
    }
}

/// Who gives the numbers of an office.
private struct Numbering: Sendable {
    var roles: [String]
    var agency: String?
}

extension NodeDecoder where Value == Numbering {
    fileprivate static func numbering(_ organisation: Organisation) -> Self {
        let roleNames = NodeDecoder<[String]>.oneOrMore(of: .role(in: organisation))
        return .mapping(LocalizedText(vi: "người cấp số", en: "who numbers")) { reader in
            let roles = reader.required("role", roleNames)
            let agency = reader.optional("agency", .agency(in: organisation))
            guard let roles else { return nil }
            return Numbering(roles: roles, agency: agency)
        }
    }
}

extension NodeDecoder where Value == [DocumentOffice.LastNumber] {
    /// `{2021: {TTr: 11}}`, or `{2021: 230}` where all types count together.
    fileprivate static func continued(
        _ rules: DocumentRules, _ series: DocumentOffice.Series
    ) -> Self {
        let number = NodeDecoder<Int>.int(in: 0...999_999)
        let expected = LocalizedText(
            vi: series == .one ? "số cuối đã cấp theo năm" : "số cuối đã cấp theo năm và loại",
            en: series == .one ? "the last number by year" : "the last number by year and type")
        return Self(expected: expected) { node, sink in
            guard let mapping = node.mapping else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            var numbers: [DocumentOffice.LastNumber] = []
            for pair in mapping.pairs {
                guard let year = NodeDecoder<Int>.int(in: 1900...2999).decode(pair.key, sink)
                else { return nil }
                if series == .one {
                    guard let last = number.decode(pair.value, sink) else { return nil }
                    numbers.append(
                        DocumentOffice.LastNumber(
                            year: year, series: DocumentOffice.oneSeries, number: last))
                    continue
                }
                guard let types = pair.value.mapping else {
                    sink.report(.wrongType(pair.value, expected: expected))
                    return nil
                }
                for entry in types.pairs {
                    guard let last = number.decode(entry.value, sink) else { return nil }
                    let code = entry.key.string ?? ""
                    guard rules.types.contains(where: { $0.code == code }) else {
                        sink.report(
                            .unknownName(
                                code, in: rules.types.map(\.code),
                                LocalizedText(vi: "một loại văn bản", en: "a type of document"),
                                at: entry.key.range))
                        return nil
                    }
                    numbers.append(
                        DocumentOffice.LastNumber(year: year, series: code, number: last))
                }
            }
            return numbers
        }
    }
}

extension NodeDecoder where Value == String {
    /// A part of a symbol: letters, digits and hyphens, as in `SKHCN` or `VP-UBND`.
    fileprivate static var documentCode: Self {
        let expected = LocalizedText(
            vi: "chữ viết tắt trong ký hiệu, như SKHCN", en: "part of a symbol, such as SKHCN")
        return Self(expected: expected) { node, sink in
            guard let text = node.string, text.isDocumentCode else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            return TextFolding.nfc(text)
        }
    }
}

extension NodeDecoder where Value == Int {
    /// `50 MB` or `500 KB`, up to 1 GB.
    fileprivate static var byteCount: Self {
        let expected = LocalizedText(vi: "cỡ tệp, như 50 MB", en: "a size, such as 50 MB")
        return Self(expected: expected) { node, sink in
            let parts = (node.string ?? "").split(separator: " ")
            let units = ["KB": 1 << 10, "MB": 1 << 20]
            guard parts.count == 2, let count = Int(parts[0]), let unit = units[String(parts[1])],
                (1...(1 << 30) / unit).contains(count)
            else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            return count * unit
        }
    }
}
