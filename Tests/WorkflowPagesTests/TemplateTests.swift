import Foundation
import Testing

@testable import WorkflowPages

@Suite("Templates")
struct TemplateTests {
    @Test("Each is Mustache, alone of its name, and names only what is there")
    func templates() throws {
        let names = Templates.all.map(\.name)
        #expect(Set(names).count == names.count)
        _ = try Templates(Templates.all)
        for template in Templates.all {
            for match in template.text.matches(of: /\{\{> ?([a-z-]+)\}\}/) {
                #expect(names.contains(String(match.1)), "\(template.name): \(match.1)")
            }
            for match in template.text.matches(of: /\{\{Say\.(\w+)\}\}/) {
                #expect(Words.all[String(match.1)] != nil, "\(template.name): \(match.1)")
            }
        }
    }

    @Test("No word of the templates is there for nothing")
    func words() {
        let text = Templates.all.map(\.text).joined()
        let unused = Words.all.keys.filter { !text.contains("{{Say.\($0)}}") }.sorted()
        #expect(unused == [])
    }

    @Test("Nothing is put in unescaped but what is HTML already")
    func escaping() {
        let allowed: Set = ["content", ".", "drawing"]
        for template in Templates.all {
            for match in template.text.matches(of: /\{\{\{ ?([^}]+?) ?\}\}\}|\{\{& ?([^}]+?) ?\}\}/)
            {
                let name = String(match.1 ?? match.2 ?? "")
                #expect(allowed.contains(name), "\(template.name): \(name)")
            }
            #expect(!template.text.contains(" style="))
            #expect(!template.text.contains(" on"), "no handlers: \(template.name)")
        }
    }

    @Test("A name that is not there is empty, and not looked for further out")
    func absent() throws {
        let view: View = [
            "hint": "of the page", "Csrf": "seen",
            "rows": [
                View(dictionaryLiteral: ("title", "a")), View(dictionaryLiteral: ("hint", "b")),
            ],
        ]
        let templates = try Templates([
            .init(
                "t",
                "{{#rows}}[{{title}}{{#hint}}{{hint}}{{/hint}}{{^hint}}-{{/hint}}{{Csrf}}]{{/rows}}"
            )
        ])
        #expect(templates.html("t", view) == "[a-seen][bseen]")
    }

    @Test(
        "Colours of text are told from what is behind them, in light and dark",
        arguments: [
            ("ink", "paper"), ("ink", "sheet"), ("ink", "sunken"), ("quiet", "paper"),
            ("quiet", "sheet"), ("quiet", "sunken"), ("accent", "paper"), ("accent", "sheet"),
            ("accent", "accent-soft"), ("on-accent", "accent"), ("on-accent", "accent-strong"),
            ("bad", "bad-soft"), ("bad", "sheet"), ("warning", "warning-soft"),
            ("warning", "sheet"), ("good", "good-soft"), ("good", "sheet"), ("ink", "bad-soft"),
            ("ink", "good-soft"), ("ink", "warning-soft"),
        ])
    func contrast(_ text: String, _ behind: String) throws {
        for colours in try Colours.schemes() {
            let ratio = try Colours.contrast(
                #require(colours[text]), #require(colours[behind]))
            // WCAG 2.2, 1.4.3 (AA).
            #expect(ratio >= 4.5, "\(text) on \(behind): \(ratio)")
        }
    }

    @Test("The edges of inputs are seen")
    func edges() throws {
        for colours in try Colours.schemes() {
            let ratio = try Colours.contrast(
                #require(colours["line-strong"]), #require(colours["sheet"]))
            // WCAG 2.2, 1.4.11 (AA).
            #expect(ratio >= 3, "\(ratio)")
        }
    }
}

/// The colours of the stylesheet.
private enum Colours {
    static func schemes() throws -> [[String: String]] {
        let sheet = Stylesheet.base
        let dark = try #require(sheet.range(of: "prefers-color-scheme: dark"))
        let light = colours(sheet[..<dark.lowerBound])
        let end = try #require(sheet.range(of: "*, *::before"))
        return [light, light.merging(colours(sheet[dark.upperBound..<end.lowerBound])) { $1 }]
    }

    private static func colours(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        for match in text.matches(of: /--([a-z-]+): #([0-9a-f]{6})/) {
            found[String(match.1)] = String(match.2)
        }
        return found
    }

    static func contrast(_ one: String, _ other: String) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private static func luminance(_ colour: String) -> Double {
        let number = Int(colour, radix: 16) ?? 0
        let parts = [number >> 16 & 0xFF, number >> 8 & 0xFF, number & 0xFF].map { part in
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
