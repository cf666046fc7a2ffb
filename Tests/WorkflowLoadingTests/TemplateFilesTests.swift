import Diagnostics
import Testing
import WorkflowModel

@testable import WorkflowLoading

@Suite("Templates of mails")
struct TemplateFilesTests {
    /// One file of `rules/templates`, and what is said of it.
    struct Template: Sendable, CustomTestStringConvertible {
        var file: String
        var text: String
        var expected: String

        init(_ text: String, _ expected: String = "", file: String = "default.vi.txt") {
            self.file = file
            self.text = text
            self.expected = expected
        }

        var path: String { "rules/templates/\(file).mustache" }
        var testDescription: String { "\(file): \(text)" }
    }

    private func complaints(_ templates: [Template]) -> (MailTemplates, DiagnosticList) {
        let sources = templates.map { DefinitionSource(path: $0.path, text: $0.text) }
        let sink = DiagnosticSink()
        let read = TemplateFiles.load(from: MemorySources(sources), sink)
        return (read, sink.list)
    }

    @Test(
        "are read with everything there is to name",
        arguments: [
            Template("{{heading}}\n{{#due}}hạn {{due}} ({{due_iso}}){{/due}}{{^due}}–{{/due}}"),
            Template(
                "{{! một ghi chú {{ }}{{ recipient.name }} {{#recipient}}{{name}}{{/recipient}}"),
            Template("{{#states}}{{.}}, {{/states}}{{#to}}{{name}}{{item}}{{/to}}"),
            Template("{{#title}}{{.}}{{/title}}{{{title}}}{{&title}}"),
            Template(
                "{{count}}{{#entries}}{{heading}}{{#overdue}}{{overdue}}{{/overdue}}{{/entries}}",
                file: "digest.en.html"),
            Template(
                "\u{FEFF}{{#entries}}{{#states}}{{.}}{{/states}}{{recipient.name}}{{/entries}}",
                file: "digest.vi.txt"),
            Template("không có thẻ nào } }} {"),
        ])
    func known(_ template: Template) throws {
        let (read, list) = complaints([template])
        #expect(render(list, [template.path: template.text]) == "")
        let key = try #require(MailTemplates.Key(parsing: template.file))
        let text = template.text.unicodeScalars.drop { $0 == "\u{FEFF}" }
        #expect(read.texts == [key: String(text)])
    }

    @Test(
        "are complained of where the mistake is",
        arguments: [
            Template(
                "Kính gửi\n  {{titel}}",
                """
                rules/templates/default.vi.txt.mustache:2:3: error: expected a name known in this mail \
                template, but there is no “titel” [unknown-name]
                 2 |   {{titel}}
                   |   ^^^^^^^^^
                  hint: did you mean “title”?
                        Known here: id, type, time, time_iso, subject, recipient, heading, details, text, to, item,
                        title, state, due, due_iso, days_overdue, overdue, was_due, was_due_iso, deadline, action,
                        actor, note, plan, workflow, rule, template, version, states
                """),
            Template(
                "{{recipient.nam}}",
                """
                rules/templates/default.vi.txt.mustache:1:1: error: expected a name known in this mail \
                template, but there is no “recipient.nam” [unknown-name]
                 1 | {{recipient.nam}}
                   | ^^^^^^^^^^^^^^^^^
                  hint: did you mean “recipient.name”?
                        Known here: recipient.name, recipient.agency, recipient.person
                """),
            Template(
                "a {{#due}} b",
                """
                rules/templates/default.vi.txt.mustache:1:3: error: “{{#due}}” without “{{/due}}” \
                [unclosed-section]
                 1 | a {{#due}} b
                   |   ^^^^^^^^
                """),
            Template(
                "{{#due}}\n{{#title}}\n{{/due}}{{/title}}",
                """
                rules/templates/default.vi.txt.mustache:3:1: error: “{{/due}}” comes before “{{/title}}” \
                [unclosed-section]
                 3 | {{/due}}{{/title}}
                   | ^^^^^^^^
                rules/templates/default.vi.txt.mustache:2:1: note: begun here
                 2 | {{#title}}
                   | ^^^^^^^^^^

                rules/templates/default.vi.txt.mustache:3:9: error: “{{/title}}” ends what was not begun \
                [unopened-section]
                 3 | {{/due}}{{/title}}
                   |         ^^^^^^^^^^
                """),
            Template(
                "{{title",
                """
                rules/templates/default.vi.txt.mustache:1:1: error: “{{” without “}}” [unclosed-tag]
                 1 | {{title
                   | ^^
                """),
            Template(
                "<p>{{{title}}}</p>",
                """
                rules/templates/default.vi.html.mustache:1:4: error: a name or a note with “<” in it would \
                become HTML [unescaped-tag]
                 1 | <p>{{{title}}}</p>
                   |    ^^^^^^^^^^^
                  hint: write {{title}}
                """, file: "default.vi.html"),
            Template(
                "{{> footer}}",
                """
                rules/templates/default.vi.txt.mustache:1:1: error: mails know no tag “{{>” \
                [unsupported-tag]
                 1 | {{> footer}}
                   | ^^^^^^^^^^^^
                  hint: known are: {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}}, {{! note}}
                """),
            Template(
                "{{heading}}",
                """
                rules/templates/soon.vi.text.mustache:1:1: error: “soon.vi.text.mustache” is not how the \
                file of a mail template is called [template-name]
                 1 | {{heading}}
                   | ^
                  hint: name it like NAME.vi.subject.mustache, NAME.vi.txt.mustache, NAME.vi.html.mustache (or en
                        instead of vi)
                """, file: "soon.vi.text"),
            Template(
                "x",
                """
                rules/templates/soon.vi.txt.mustache:1:1: warning: the mail template “soon” has no subject: \
                that of “default” takes its place [template-part]
                 1 | x
                   | ^
                  hint: add soon.vi.subject.mustache

                rules/templates/soon.vi.txt.mustache:1:1: warning: the mail template “soon” has no html: \
                that of “default” takes its place [template-part]
                 1 | x
                   | ^
                  hint: add soon.vi.html.mustache
                """, file: "soon.vi.txt"),
        ])
    func mistakes(_ template: Template) {
        let (_, list) = complaints([template])
        #expect(render(list, [template.path: template.text]) == template.expected)
    }

    @Test(
        "know what only messages gathered into one have, and where",
        arguments: [
            Template("{{count}}"), Template("{{#entries}}{{/entries}}"),
            Template("{{item}}", file: "digest.vi.txt"),
            Template("{{#entries}}{{.}}{{/entries}}", file: "digest.vi.txt"),
            Template("{{.}}"), Template("{{#recipient}}{{item.name}}{{/recipient}}"),
        ])
    func scopes(_ template: Template) {
        #expect(complaints([template]).1.diagnostics.map(\.code) == ["unknown-name"])
    }

    @Test("can be named by what the program brings and what the office wrote")
    func names() {
        let (none, _) = complaints([])
        #expect(none.names == ["default", "digest"])
        let (some, _) = complaints([Template("x", file: "soon.vi.txt")])
        #expect(some.names == ["default", "digest", "soon"])
    }

    @Test("are looked through with all other definitions")
    func library() {
        let template = Template("{{titel}}")
        let sources = MemorySources(
            Definitions.rules + [DefinitionSource(path: template.path, text: template.text)])
        #expect(LibraryLoader.check(sources).diagnostics.map(\.code) == ["unknown-name"])
    }
}
