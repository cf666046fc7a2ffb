import Mustache

/// The templates of all pages, by name, compiled into the program.
package struct Templates: Sendable {
    /// One of them: its name, and its text in Mustache. What is put in is escaped for HTML, unless
    /// it stands in three braces.
    ///
    /// A partial (`{{> name}}`) begins in the first column: Mustache indents what a partial puts out
    /// by what stands before it, which would change the text in a `textarea`.
    package struct Template: Sendable {
        package let name: String
        package let text: String

        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    private let library: MustacheLibrary

    /// - Throws: when one of them is not Mustache.
    package init(_ templates: [Template]) throws {
        var library = MustacheLibrary()
        for template in templates { try library.register(template.text, named: template.name) }
        self.library = library
    }

    /// What every page uses. The text of all of them is in this program, and a test reads each.
    private static let shared: Result<Templates, any Error> = Result { try Templates(all) }

    /// A template filled in, in the language of whoever it is for.
    package static func html(_ name: String, _ view: View) -> String {
        guard case .success(let templates) = shared, let html = templates.html(name, view)
        else { preconditionFailure("the template \(name) is not there, or not Mustache") }
        return html
    }

    /// Nil when there is none of that name.
    func html(_ name: String, _ view: View) -> String? {
        library.render(view.with(["Say": Words()]), withTemplate: name)
    }

    /// Every template there is.
    package static var all: [Template] {
        layout + components + items + actions + overview + administration + accounts
    }
}
