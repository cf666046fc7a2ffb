import Diagnostics
import Testing
import YAML

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

@Suite("Limits keep a hostile file cheap")
struct LimitTests {
    @Test("an alias repeats its value")
    func alias() {
        let node = Reading("a: &x {b: [1, 2]}\nc: *x\n").node
        #expect(node?["c"]?["b"]?.sequence?.map(\.int) == [1, 2])
        #expect(node?["c"]?.start.line == 1)
    }

    @Test("the latest anchor of a name counts")
    func redefined() {
        let node = Reading("- &x 1\n- *x\n- &x 2\n- *x\n- &x [&x 3]\n- *x\n").node
        #expect(node?.sequence?.map(\.int) == [1, 1, 2, 2, nil, 3])
    }

    @Test("anchors that multiply are refused, the anchor named")
    func explosion() {
        let text =
            "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + (1...20).map { level in
                let alias = "*a\(level - 1)"
                let ten = Array(repeating: alias, count: 10).joined(separator: ", ")
                return "a\(level): &a\(level) [\(ten)]\n"
            }.joined()
        let reading = Reading(text)
        #expect(reading.node == nil)
        #expect(reading.codes == ["alias-explosion"])
        #expect(reading.list.diagnostics.first?.range?.start.line == 5)
        #expect(reading.list.diagnostics.first?.notes.first?.range?.start.line == 4)
    }

    @Test("aliases cannot nest deeper than text can")
    func aliasDepth() {
        let text = "a0: &a0 []\n" + (1...200).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(Reading(text).codes == ["too-deep"])
    }

    @Test(
        "nesting stops at the limit",
        arguments: [
            String(repeating: "[", count: 100_000),
            String(repeating: "{a: ", count: 100_000),
            String(repeating: "- ", count: 100_000),
            (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        ])
    func nesting(text: String) {
        #expect(Reading(text).codes == ["too-deep"])
    }

    @Test("a hundred levels are allowed")
    func allowedDepth() {
        let brackets =
            String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(Reading(brackets).list.isEmpty)
        #expect(Reading("[" + brackets + "]").codes == ["too-deep"])
    }

    @Test("the number of values and of bytes is limited")
    func size() {
        #expect(Reading("[a, b, c]", limits: Limits(maxNodes: 3)).codes == ["too-many-values"])
        #expect(Reading("[a, b, c]", limits: Limits(maxNodes: 4)).list.isEmpty)
        #expect(Reading("[a, b, c]", limits: Limits(maxBytes: 8)).codes == ["file-too-large"])
    }

    @Test("a long line of quoted, anchored and tagged values takes time in proportion")
    func longLine() throws {
        func time(_ count: Int) throws -> Duration {
            let text = "[" + String(repeating: "&a \"x\", !!str y, {b: c}, ", count: count) + "]"
            return try #require(
                (0..<3).map { _ in
                    let start = threadTime()
                    _ = Reading(text)
                    return threadTime() - start
                }.min())
        }
        // Eight times the text; a quadratic reading would take sixty-four times as long.
        #expect(try time(8000) < time(1000) * 24)
    }
}

/// What this thread has had of the processor, whatever else the machine does meanwhile.
private func threadTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
