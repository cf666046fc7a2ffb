import Diagnostics

extension TreeBuilder {
    /// Completes the anchor of a collection, unless a value inside it took the name over.
    mutating func remember(_ node: Node, _ frame: Frame) {
        guard let name = frame.anchor, let anchor = anchors[name], anchor.node == nil else {
            return
        }
        anchors[name] = Anchor(
            range: anchor.range, node: node, nodes: frame.nodes, height: frame.height)
    }

    mutating func expand(_ name: String, _ event: Event) -> Bool {
        let place = range(event.start, to: event.end)
        guard let anchor = anchors[name] else {
            let known = anchors.keys.sorted()
            sink.report(.undefinedAlias(name, at: place, nearest: nearest(name, in: known)))
            return false
        }
        guard let node = anchor.node else {
            sink.report(.recursiveAlias(name, at: place, anchor: anchor.range))
            return false
        }
        aliasedCount += anchor.nodes
        nodeCount += anchor.nodes
        guard aliasedCount <= limits.maxAliasedNodes, nodeCount <= limits.maxNodes else {
            sink.report(
                .tooManyAliasedNodes(
                    limits.maxAliasedNodes, name, at: place, anchor: anchor.range))
            return false
        }
        guard open.count + anchor.height <= limits.maxDepth else {
            sink.report(.tooDeep(limits.maxDepth, at: place))
            return false
        }
        return add(
            node, nodes: anchor.nodes, height: anchor.height, end: source.clamp(event.end))
    }
}

// MARK: - Properties

extension TreeBuilder {
    /// Where the value itself begins: an event starts at the value's anchor or tag, but the caret
    /// should stand under the value.
    mutating func behindProperties(_ event: Event) -> Mark {
        guard event.anchor != nil || event.tag != nil else { return event.start }
        let bytes = source.bytes
        let start = cursor.index(of: event.start)
        var index = start
        while index < bytes.endIndex {
            let propertyEnd: Int
            if bytes[index] == UInt8(ascii: "&"), let anchor = event.anchor {
                propertyEnd = min(index + 1 + anchor.utf8.count, bytes.endIndex)
                checkAnchorEnds(at: propertyEnd, event)
            } else if bytes[index] == UInt8(ascii: "!") {
                propertyEnd = endOfTag(from: index)
            } else {
                break
            }
            index = propertyEnd
            while index < bytes.endIndex, UTF8Scanner.isBlank(bytes[index]) { index += 1 }
        }
        let isOnThisLine =
            index < bytes.endIndex && ![0x0A, 0x0D, UInt8(ascii: "#")].contains(bytes[index])
        guard isOnThisLine else { return event.start }
        let skipped = bytes[start..<index].count { !UTF8Scanner.continues($0) }
        return Mark(line: event.start.line, column: event.start.column + skipped)
    }

    private func endOfTag(from start: Int) -> Int {
        let bytes = source.bytes
        let isVerbatim =
            start + 1 < bytes.endIndex && bytes[start + 1] == UInt8(ascii: "<")
        let isInFlow = open.last?.isFlow == true
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte <= 0x20 { break }
            if !isVerbatim, isInFlow, ",[]{}".utf8.contains(byte) { break }
            index += 1
            if isVerbatim, byte == UInt8(ascii: ">") { break }
        }
        return index
    }

    /// libyaml ends the anchor of `&an:chor text` at the colon and takes the rest for the value.
    private func checkAnchorEnds(at index: Int, _ event: Event) {
        guard index < source.bytes.endIndex else { return }
        let byte = source.bytes[index]
        let ends = byte <= 0x20 || ",[]{}".utf8.contains(byte)
        if !ends { sink.report(.badAnchor(at: range(event.start, to: event.end))) }
    }
}
