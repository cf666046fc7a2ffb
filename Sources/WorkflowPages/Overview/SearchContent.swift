import Diagnostics
package import WorkflowModel
import WorkflowPresentation
package import WorkflowReports
package import WorkflowStorage

/// What has the words asked for, written with or without marks.
package struct SearchContent: Sendable {
    package var words: String
    package var rows: [ItemRow]
    package var hasMore: Bool
    package var clock: DueClock
    package var organisation: Organisation

    package init(
        words: String, rows: [ItemRow], hasMore: Bool, clock: DueClock, organisation: Organisation
    ) {
        self.words = words
        self.rows = rows
        self.hasMore = hasMore
        self.clock = clock
        self.organisation = organisation
    }

    package var html: String {
        let isAsked = !words.isEmpty
        let highlight = Highlight(words)
        let people = isAsked ? organisation.people.filter { $0.mentions(words) } : []
        let agencies = isAsked ? organisation.agencies.filter { $0.mentions(words) } : []
        let isEmpty = isAsked && rows.isEmpty && people.isEmpty && agencies.isEmpty
        let view: View = [
            "title": isAsked
                ? say(vi: "Kết quả cho “\(words)”", en: "Results for “\(words)”")
                : say(vi: "Tìm", en: "Search"),
            "words": words,
            "empty": isEmpty ? empty.view : nil,
            "hasRows": !rows.isEmpty, "count": "\(rows.count)\(hasMore ? "+" : "")",
            "rows": rows.map { row($0, highlight) },
            "more": hasMore ? "/items?all=true&q=" + words.queryEscaped : nil,
            "hasPeople": !people.isEmpty || !agencies.isEmpty,
            "people": people.prefix(20).map { person -> View in
                [
                    "name": highlight.pieces(person.name), "path": "/people#" + person.id.anchor,
                    "position": position(person),
                ]
            }
                + agencies.prefix(20).map { agency -> View in
                    [
                        "name": highlight.pieces(agency.name.spoken),
                        "path": "/people#" + agency.code.anchor,
                        "position": agency.shortName ?? agency.code,
                    ]
                },
        ]
        return Templates.html("search", view)
    }

    private var empty: EmptyState {
        EmptyState(
            say(vi: "Không tìm thấy gì", en: "Nothing was found"),
            say(
                vi: "Thử ít từ hơn, hoặc một phần của mã hồ sơ. Không cần gõ dấu.",
                en: "Try fewer words, or a part of the number of an item. Marks are not needed."),
            link: (say(vi: "Xem tất cả hồ sơ", en: "See all items"), "/items?all=true"))
    }

    private func row(_ row: ItemRow, _ highlight: Highlight) -> View {
        let listed = row.listed(clock, organisation)
        return listed.view.with([
            "pieces": highlight.pieces(row.title.isEmpty ? row.id : row.title),
            "idPieces": highlight.pieces(row.id),
        ])
    }

    private func position(_ person: Organisation.Person) -> String {
        let agency = organisation.agency(person.agency)
        let roles = person.roles.map { organisation.role($0)?.title.spoken ?? $0 }
        return (roles + [agency?.shortName ?? agency?.name.spoken ?? person.agency])
            .joined(separator: ", ")
    }
}

/// Finds words in a text, whatever their marks and case, to show where they are.
struct Highlight {
    private let words: [[UInt8]]

    init(_ text: String) {
        words = TextFolding.fold(text).split(separator: " ").map { Array($0.utf8) }
    }

    /// The text in pieces, each with whether it was asked for.
    func pieces(_ text: String) -> [View] {
        let characters = Array(text)
        var folded: [UInt8] = []
        // Of each folded byte, the character it comes of.
        var origin: [Int] = []
        for (index, character) in characters.enumerated() {
            let bytes = Array(TextFolding.fold(String(character)).utf8)
            folded += bytes
            origin += Array(repeating: index, count: bytes.count)
        }
        var isMarked = Array(repeating: false, count: characters.count)
        for word in words where !word.isEmpty && word.count <= folded.count {
            for start in 0...(folded.count - word.count)
            where folded[start..<(start + word.count)].elementsEqual(word) {
                for byte in start..<(start + word.count) { isMarked[origin[byte]] = true }
            }
        }
        var pieces: [View] = []
        var start = 0
        while start < characters.count {
            var end = start
            while end < characters.count, isMarked[end] == isMarked[start] { end += 1 }
            pieces.append([
                "text": String(characters[start..<end]), "isMarked": isMarked[start],
            ])
            start = end
        }
        return pieces
    }
}

extension String {
    /// For the `id` of an element: what is no letter or digit as `-`.
    var anchor: String {
        "p-" + String(map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
