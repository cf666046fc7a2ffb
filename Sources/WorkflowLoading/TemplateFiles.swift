public import Diagnostics
import SystemFiles
public import WorkflowModel
import YAML

/// The templates of mails in `rules/templates`: `NAME.vi.subject.mustache`, `NAME.vi.txt.mustache`,
/// `NAME.vi.html.mustache`, and the same with `en`.
public enum TemplateFiles {
    /// The templates in some folders, checked.
    ///
    /// - Parameter paths: folders of definitions, such as `rules`.
    /// - Throws: all complaints found, when one of them is an error.
    public static func load(from paths: [String]) throws(DiagnosticsError) -> MailTemplates {
        let sink = DiagnosticSink()
        let templates = load(from: SourceFolders(paths), sink)
        try sink.list.throwIfErrors()
        return templates
    }

    /// The templates, those with a mistake in them too: a rule that names one is not wrong as well.
    public static func load(
        from sources: any SourceProvider, _ sink: DiagnosticSink
    ) -> MailTemplates {
        var templates = MailTemplates()
        var places: [MailTemplates.Key: SourceRange] = [:]
        for entry in sources.templates(sink) {
            let start = SourceRange(file: entry.file, line: 1, column: 1)
            guard let key = key(of: entry, at: start, sink) else { continue }
            if let first = places[key] {
                let what = LocalizedText(vi: "một mẫu thư", en: "a mail template")
                sink.report(.alreadyDefined(what, "\(key)", at: start, first: first))
                continue
            }
            places[key] = start
            guard let bytes = sources.read(entry, sink),
                let sound = PlainText.check(bytes, file: entry.file, sink: sink)
            else { continue }
            let text = String(decoding: sound, as: UTF8.self)
            templates.texts[key] = text
            TemplateChecker(key, file: entry.file, sink: sink).check(text)
        }
        warnOfMissingParts(templates, places, sink)
        return templates
    }

    private static func key(
        of entry: SourceEntry, at range: SourceRange, _ sink: DiagnosticSink
    ) -> MailTemplates.Key? {
        let name = entry.path.split(separator: "/").last ?? ""
        let key = MailTemplates.Key(parsing: name.dropLast(MailTemplates.fileEnding.count))
        if let key, name.hasSuffix(MailTemplates.fileEnding) { return key }
        let form = "NAME.vi.subject.mustache, NAME.vi.txt.mustache, NAME.vi.html.mustache"
        sink.error(
            "template-name",
            LocalizedText(
                vi: "“\(name)” không phải tên tệp của một mẫu thư",
                en: "“\(name)” is not how the file of a mail template is called"),
            at: range,
            hint: LocalizedText(
                vi: "đặt tên theo dạng \(form) (hoặc en thay cho vi)",
                en: "name it like \(form) (or en instead of vi)"))
        return nil
    }

    /// What one of the program's takes the place of, so that a mail may say two different things.
    private static func warnOfMissingParts(
        _ templates: MailTemplates, _ places: [MailTemplates.Key: SourceRange],
        _ sink: DiagnosticSink
    ) {
        for name in Set(templates.texts.keys.map(\.name)).sorted()
        where !MailTemplates.builtIn.contains(name) {
            let keys = templates.texts.keys.filter { $0.name == name }
            let missing = MailTemplates.Part.allCases.filter { part in
                !keys.contains { $0.part == part }
            }
            let place = keys.compactMap { places[$0] }.min()
            for part in missing {
                let usual = MailTemplates.usual
                sink.warning(
                    "template-part",
                    LocalizedText(
                        vi:
                            "mẫu thư “\(name)” thiếu phần \(part.rawValue): dùng phần của “\(usual)”",
                        en:
                            "the mail template “\(name)” has no \(part.rawValue): that of “\(usual)” "
                            + "takes its place"),
                    at: place,
                    hint: LocalizedText(
                        vi: "viết thêm \(name).vi.\(part.rawValue).mustache",
                        en: "add \(name).vi.\(part.rawValue).mustache"))
            }
        }
    }
}

extension SourceFolders {
    /// The files of the folder `templates` in each of the folders named, hidden ones left out, and
    /// templates that were named themselves.
    public func templates(_ sink: DiagnosticSink) -> [SourceEntry] {
        paths.flatMap { path -> [SourceEntry] in
            let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
            if SourceEntry.isTemplate(root) {
                let name = root.split(separator: "/").last ?? ""
                return [SourceEntry(file: root, path: "\(Self.templateFolder)/\(name)")]
            }
            let folder = root + "/" + Self.templateFolder
            let stable = root.split(separator: "/").last.map { "\($0)/" } ?? ""
            return ((try? SystemFile.names(in: folder)) ?? []).filter { !$0.hasPrefix(".") }.map {
                SourceEntry(
                    file: "\(folder)/\($0)", path: "\(stable)\(Self.templateFolder)/\($0)")
            }
        }
    }

    static let templateFolder = "templates"
}
