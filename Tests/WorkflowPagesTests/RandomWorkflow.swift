import TestSupport
import WorkflowLoading
import WorkflowModel

/// A workflow nobody would write: states nested at random, actions from anywhere to anywhere.
struct RandomWorkflow {
    private var generator: SeededGenerator
    private var names: [String] = []

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    func workflow() throws -> Workflow {
        var copy = self
        let library = try Self.library(copy.text())
        guard let workflow = library.workflows["drawn"] else { throw Missing() }
        return workflow
    }

    struct Missing: Error {}

    /// One workflow named `drawn`, from its lines after the head.
    static func library(_ body: String) throws -> Library {
        let head = "workflow: drawn\nversion: 1\ntitle: Drawn\ncalendar: vn-state\n"
        return try Library.load(
            from: MemorySources([
                DefinitionSource(path: "workflows/drawn.yaml", text: head + body),
                DefinitionSource(
                    path: "rules/calendar.yaml",
                    text: """
                        calendar: vn-state
                        version: 2021.1
                        zone: Asia/Ho_Chi_Minh
                        title: State offices
                        week: {monday: ["07:30-11:30", "13:30-17:00"]}
                        years: {}
                        """),
            ]))
    }

    private mutating func text() -> String {
        let tree = (0..<pick(2...4)).map { _ in node(depth: 0) }
        var lines = ["states:"]
        for node in tree { write(node, "  ", inRegion: 0, into: &lines) }
        lines.append("  the-end: {title: \(title()), final: ended}")
        return lines.joined(separator: "\n") + "\n"
    }

    private struct Node {
        var name: String
        var children: [Node]
        var isParallel: Bool
    }

    private mutating func node(depth: Int) -> Node {
        let name = "s\(names.count)"
        names.append(name)
        let isOpen = depth < 3 && names.count < 12 && pick(0...2) == 0
        let children = isOpen ? (0..<pick(2...4)).map { _ in node(depth: depth + 1) } : []
        return Node(name: name, children: children, isParallel: pick(0...3) == 0)
    }

    private mutating func write(
        _ node: Node, _ indent: String, inRegion: Int, into lines: inout [String]
    ) {
        lines.append("\(indent)\(node.name):")
        lines.append("\(indent)  title: \(title())")
        lines.append("\(indent)  actions:")
        for index in 0..<pick(1...3) {
            let target = names[pick(0...(names.count - 1))]
            lines.append("\(indent)    \(node.name)-go\(index):")
            lines.append("\(indent)      title: \(title())")
            lines.append("\(indent)      by: anyone")
            if pick(0...3) == 0 { lines.append("\(indent)      optional: true") }
            lines.append("\(indent)      to: \(pick(0...5) == 0 ? "the-end" : target)")
        }
        if pick(0...4) == 0 {
            lines.append("\(indent)  after: {within: 3 working days, to: the-end}")
        }
        if node.children.isEmpty { return }
        lines.append("\(indent)  \(node.isParallel ? "parallel" : "states"):")
        for child in node.children {
            write(child, indent + "    ", inRegion: inRegion, into: &lines)
        }
    }

    private mutating func title() -> String {
        let words = [
            "Thẩm", "định", "hồ", "sơ", "trình", "Ủy", "ban", "nhân", "dân", "nghiệm", "thu",
        ]
        return (0..<pick(1...7)).map { _ in words[pick(0...(words.count - 1))] }
            .joined(separator: " ")
    }

    private mutating func pick(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }
}
