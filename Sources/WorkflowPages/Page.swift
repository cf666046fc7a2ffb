/// A page for a browser, as HTML.
package struct Page: Sendable {
    package let html: String

    package init(html: String) {
        self.html = html
    }
}
