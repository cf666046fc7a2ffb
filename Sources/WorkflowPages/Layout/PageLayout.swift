import Diagnostics
import WorkflowPresentation

/// What stands around the content of every page: the head, who is looking, the ways to the other
/// pages, what was just done.
///
///     let layout = PageLayout(title: "Việc của bạn", path: "/", place: .inbox, viewer: viewer)
///     let page = layout.page(Templates.html("inbox", view))
package struct PageLayout: Sendable {
    /// The person who looks.
    package struct Viewer: Sendable {
        package var id: String
        package var name: String
        /// The agency and what they are there, for people.
        package var position: String
        /// What forms carry to show that they come from a page of this server.
        package var csrf: String
        /// Whether they look after the server, which has pages of its own.
        package var isAdministrator: Bool

        package init(
            id: String, name: String, position: String, csrf: String, isAdministrator: Bool
        ) {
            self.id = id
            self.name = name
            self.position = position
            self.csrf = csrf
            self.isAdministrator = isAdministrator
        }
    }

    /// What was just done, over the content of the page it led to.
    package struct Flash: Sendable {
        package var text: String
        package var details: [String] = []
        /// What to do next.
        package var link: (title: String, path: String)?

        package init(
            _ text: String, details: [String] = [], link: (title: String, path: String)? = nil
        ) {
            self.text = text
            self.details = details
            self.link = link
        }
    }

    /// What a page shows, as far as it was known when the page was made.
    package struct Watched: Sendable {
        /// Nil for a list, which any item may belong to.
        package var item: String?
        /// The last event there was before the page was read.
        package var since: Int64

        package init(item: String? = nil, since: Int64) {
            self.item = item
            self.since = since
        }
    }

    /// Of the page, in the language of whoever reads it.
    package var title: String
    /// Where it is, with its query, so that the language can be switched there. Nil where that is a
    /// secret: there it is switched by a link that does not name the place.
    package var path: String?
    package var place: Place?
    /// Nil before they have signed in.
    package var viewer: Viewer?
    package var flash: Flash?
    /// What the page is about: the reader is told when it changes.
    package var watched: Watched?

    package init(
        title: String, path: String?, place: Place? = nil, viewer: Viewer? = nil,
        flash: Flash? = nil, watched: Watched? = nil
    ) {
        self.title = title
        self.path = path
        self.place = place
        self.viewer = viewer
        self.flash = flash
        self.watched = watched
    }

    /// - Parameter content: HTML; what stands in it from outside has been escaped. It was made
    ///   without this: a form in it is given `Csrf` by whoever makes it.
    package func page(_ content: String) -> Page {
        let other: Language = Speech.language == .vi ? .en : .vi
        var view: View = [
            "language": Speech.language.rawValue, "title": title, "content": content,
            "stylesheet": Asset.stylesheet.path, "script": Asset.script.path,
            "icon": Asset.icon.path,
            "watched": watched.map { watched -> View in
                ["item": watched.item, "since": String(watched.since)]
            },
            "OtherLanguage": other.rawValue,
            "OtherLanguageTitle": other == .vi ? "Tiếng Việt" : "English",
            "LanguagePath": path.map { "/language/\(other.rawValue)?next=" + $0.queryEscaped }
                ?? "?lang=\(other.rawValue)",
        ]
        view["Main"] = Place.main.map { $0.view(isHere: $0 == place) }
        let others = Place.others(isAdministrator: viewer?.isAdministrator ?? false)
        view["Others"] = others.map { $0.view(isHere: $0 == place) }
        view["IsAmongOthers"] = others.contains { $0 == place } && place?.reach != "broad"
        view["IsBelow"] = place?.reach == "broad"
        view["viewer"] = viewer.map { viewer -> View in
            ["id": viewer.id, "name": viewer.name, "position": viewer.position]
        }
        view["Csrf"] = viewer?.csrf
        view["flash"] = flash.map { flash -> View in
            [
                "text": flash.text, "details": flash.details,
                "link": flash.link.map { link -> View in ["title": link.title, "path": link.path] },
            ]
        }
        return Page(html: Templates.html("layout", view))
    }
}

extension String {
    /// For the value of a query or a part of a path: all but letters, digits and `-._~` as `%XX`.
    package var queryEscaped: String {
        var text = ""
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }

    /// The page of the item with this identifier.
    package var itemPath: String { "/items/" + queryEscaped }
}
