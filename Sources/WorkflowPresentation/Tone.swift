/// How a piece of text is meant: a colour on a terminal or a page. Never the only sign.
package enum Tone: Sendable {
    case plain, strong, quiet, good, warning, bad, accent
}
