import Mustache

/// What a template is filled with: names and values, themselves texts, flags, views or lists of
/// views.
///
/// A name that is not there is empty, and is not looked for further out, as Mustache otherwise
/// would: a row without a hint does not show that of the page. Names with a capital are the
/// exception: they belong to the page and are seen from everywhere in it.
package struct View: MustacheParent, Sendable, ExpressibleByDictionaryLiteral {
    private var values: [String: any Sendable] = [:]

    package init() {}

    package init(dictionaryLiteral elements: (String, (any Sendable)?)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// Nil and empty text are as if not there.
    package subscript(name: String) -> (any Sendable)? {
        get { values[name] }
        set {
            if let text = newValue as? String, text.isEmpty {
                values[name] = nil
            } else {
                values[name] = newValue
            }
        }
    }

    package func child(named name: String) -> Any? {
        if let value = values[name] { return value }
        return name.first?.isUppercase == true ? nil : Absent()
    }

    /// All of this with what the other says in its place.
    package func with(_ other: View) -> View {
        var view = self
        view.values.merge(other.values) { _, new in new }
        return view
    }
}

/// What is not there: no text, and no section.
private struct Absent: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}
