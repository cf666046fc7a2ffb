import Diagnostics
import WorkflowModel
import YAML

/// Checks the Mustache of one mail template: that its tags are whole and its names are known, so
/// that a mistake is found by `wf check` and not in somebody's mailbox.
struct TemplateChecker {
    private let key: MailTemplates.Key
    private let file: String
    private let sink: DiagnosticSink

    init(_ key: MailTemplates.Key, file: String, sink: DiagnosticSink) {
        self.key = key
        self.file = file
        self.sink = sink
    }

    /// A section that is open: `{{#due}}`.
    private struct Section {
        var name: String
        var range: SourceRange
        /// What is looked up first inside; nil when nothing new is known there.
        var names: MailTemplateNames?
        /// Whether `{{.}}` stands for something.
        var hasSelf: Bool
    }

    func check(_ text: String) {
        var sections: [Section] = []
        for tag in tags(of: text) {
            switch tag.kind {
            case .comment: continue
            case .unsupported(let sign): reportUnsupported(sign, tag)
            case .unescaped:
                if key.part == .html { reportUnescaped(tag) }
                _ = look(up: tag, sections)
            case .variable: _ = look(up: tag, sections)
            case .inverted:
                _ = look(up: tag, sections)
                sections.append(
                    Section(name: tag.name, range: tag.range, names: nil, hasSelf: false))
            case .section:
                sections.append(opened(tag, look(up: tag, sections)))
            case .end: close(tag, &sections)
            }
        }
        for section in sections {
            sink.error(
                "unclosed-section",
                LocalizedText(
                    vi: "“{{#\(section.name)}}” thiếu “{{/\(section.name)}}”",
                    en: "“{{#\(section.name)}}” without “{{/\(section.name)}}”"),
                at: section.range)
        }
    }

    private func opened(_ tag: TemplateTag, _ kind: MailTemplateNames.Kind?) -> Section {
        var section = Section(name: tag.name, range: tag.range, names: nil, hasSelf: true)
        switch kind {
        case .object(let names), .list(let names):
            section.names = names
            section.hasSelf = false
        case .text, .texts, nil: break
        }
        return section
    }

    private func close(_ tag: TemplateTag, _ sections: inout [Section]) {
        guard let open = sections.last else {
            sink.error(
                "unopened-section",
                LocalizedText(
                    vi: "“{{/\(tag.name)}}” đóng một phần chưa mở",
                    en: "“{{/\(tag.name)}}” ends what was not begun"),
                at: tag.range)
            return
        }
        guard open.name != tag.name else {
            sections.removeLast()
            return
        }
        sink.error(
            "unclosed-section",
            LocalizedText(
                vi: "“{{/\(tag.name)}}” đứng trước “{{/\(open.name)}}”",
                en: "“{{/\(tag.name)}}” comes before “{{/\(open.name)}}”"),
            at: tag.range,
            notes: [.init(LocalizedText(vi: "mở ở đây", en: "begun here"), at: open.range)])
        // Whichever is meant, what comes after is read as if it were right.
        if let index = sections.lastIndex(where: { $0.name == tag.name }) {
            sections.removeSubrange(index...)
        }
    }

    /// What a tag names: from the innermost section outwards, then part by part.
    private func look(up tag: TemplateTag, _ sections: [Section]) -> MailTemplateNames.Kind? {
        if tag.name == "." {
            if sections.last?.hasSelf == true { return .text }
            report(".", in: names(sections), tag)
            return nil
        }
        let parts = tag.name.split(separator: ".", omittingEmptySubsequences: false)
        let scopes = sections.reversed().compactMap(\.names) + [.of(template: key.name)]
        var kind = scopes.lazy.compactMap { $0[String(parts[0])] }.first
        if kind == nil {
            report(tag.name, in: names(sections), tag)
            return nil
        }
        for part in parts.dropFirst() {
            guard case .object(let names)? = kind, let member = names[String(part)] else {
                var known: [String] = []
                if case .object(let names)? = kind {
                    known = names.names.map { "\(parts[0]).\($0)" }
                }
                report(tag.name, in: known, tag)
                return nil
            }
            kind = member
        }
        return kind
    }

    private func names(_ sections: [Section]) -> [String] {
        let scopes = sections.reversed().compactMap(\.names) + [.of(template: key.name)]
        var names: [String] = []
        for name in scopes.flatMap(\.names) where !names.contains(name) { names.append(name) }
        return names
    }

    private func report(_ name: String, in known: [String], _ tag: TemplateTag) {
        let expected = LocalizedText(
            vi: "một tên dùng được trong mẫu thư này", en: "a name known in this mail template")
        sink.report(.unknownName(name, in: known, expected, at: tag.range))
    }

    private func reportUnescaped(_ tag: TemplateTag) {
        sink.error(
            "unescaped-tag",
            LocalizedText(
                vi: "tên hay ghi chú có dấu “<” sẽ thành thẻ HTML",
                en: "a name or a note with “<” in it would become HTML"),
            at: tag.range,
            hint: LocalizedText(vi: "viết {{\(tag.name)}}", en: "write {{\(tag.name)}}"))
    }

    private func reportUnsupported(_ sign: Unicode.Scalar, _ tag: TemplateTag) {
        sink.error(
            "unsupported-tag",
            LocalizedText(
                vi: "mẫu thư không dùng được thẻ “{{\(sign)”", en: "mails know no tag “{{\(sign)”"),
            at: tag.range,
            hint: LocalizedText(
                vi: "dùng được: {{tên}}, {{#tên}}…{{/tên}}, {{^tên}}…{{/tên}}, {{! ghi chú}}",
                en: "known are: {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}}, {{! note}}"))
    }

    private func tags(of text: String) -> [TemplateTag] {
        var reader = TemplateTagReader(text, file: file)
        let tags = reader.tags()
        if let open = reader.unclosed {
            sink.error(
                "unclosed-tag", LocalizedText(vi: "“{{” thiếu “}}”", en: "“{{” without “}}”"),
                at: open)
        }
        return tags
    }
}
