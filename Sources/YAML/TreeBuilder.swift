import Diagnostics

/// Turns libyaml's events into nodes, within limits.
struct TreeBuilder {
    let source: SourceBytes
    let limits: Limits
    let sink: DiagnosticSink
    var cursor: SourceCursor
    var open: [Frame] = []
    private var root: Node?
    var anchors: [String: Anchor] = [:]
    var nodeCount = 0
    var aliasedCount = 0

    init(source: SourceBytes, limits: Limits, sink: DiagnosticSink) {
        self.source = source
        self.limits = limits
        self.sink = sink
        cursor = SourceCursor(source)
    }

    /// Reads the whole stream. Nil after a complaint that makes the tree useless.
    mutating func build(_ stream: EventStream) -> Node? {
        do {
            while true {
                let event = try stream.next()
                if case .streamEnd = event.kind { break }
                guard accept(event) else { return nil }
            }
        } catch {
            sink.report(SyntaxMessage(error, in: source).diagnostic)
            return nil
        }
        return root
            ?? Node(.scalar(Scalar("")), range: SourceRange(file: source.file, line: 1, column: 1))
    }

    /// False when reading cannot go on.
    private mutating func accept(_ event: Event) -> Bool {
        switch event.kind {
        case .streamStart, .streamEnd, .documentEnd:
            return true
        case .documentStart:
            guard root == nil else {
                sink.report(.severalDocuments(at: range(event.start, to: event.end)))
                return false
            }
            return true
        case .alias(let name):
            return expand(name, event)
        case .scalar(let text, let style):
            return count(event) && addScalar(text, style, event)
        case .sequenceStart(let isFlow):
            return count(event) && enter(event, isMapping: false, isFlow: isFlow)
        case .mappingStart(let isFlow):
            return count(event) && enter(event, isMapping: true, isFlow: isFlow)
        case .collectionEnd:
            return leave(event)
        }
    }

    private mutating func count(_ event: Event) -> Bool {
        nodeCount += 1
        if nodeCount > limits.maxNodes {
            sink.report(.tooManyNodes(limits.maxNodes, at: range(event.start, to: event.end)))
            return false
        }
        return true
    }
}

// MARK: - Values

extension TreeBuilder {
    private mutating func addScalar(
        _ text: String, _ style: Scalar.Style, _ event: Event
    ) -> Bool {
        let tag = checkedTag(event, isCollection: false)
        let start = behindProperties(event)
        checkPlacement(text, style, start, event.end)
        let lines =
            start.line == event.end.line
            ? [] : TextLine.find(text, style: style, start, event.end, in: source)
        let scalar = Scalar(TextFolding.nfc(text), style: style, tag: tag, lines: lines)
        // An empty value at the end of the file has both behind its last line.
        let (first, end) = (source.clamp(start), source.clamp(event.end))
        let node = Node(
            .scalar(scalar), file: source.file, start: first,
            length: length(first, end, style), end: end)
        if let name = event.anchor { anchors[name] = Anchor(range: node.range, node: node) }
        return add(node, nodes: 1, height: 0, end: end)
    }

    private mutating func enter(_ event: Event, isMapping: Bool, isFlow: Bool) -> Bool {
        guard open.count < limits.maxDepth else {
            sink.report(.tooDeep(limits.maxDepth, at: range(event.start, to: event.end)))
            return false
        }
        _ = checkedTag(event, isCollection: true, isMapping: isMapping)
        _ = behindProperties(event)
        if let name = event.anchor {
            anchors[name] = Anchor(range: range(event.start, to: event.end))
        }
        open.append(
            Frame(isMapping: isMapping, isFlow: isFlow, start: event.start, anchor: event.anchor))
        return true
    }

    private mutating func leave(_ event: Event) -> Bool {
        guard let frame = open.popLast() else { return true }
        if frame.isFlow { checkGluedComment(event.end) }
        // libyaml ends a block collection where the next thing starts; its own end is its last
        // value's.
        let start = source.clamp(frame.start)
        let end = frame.isFlow ? source.clamp(event.end) : frame.end ?? source.clamp(event.end)
        let node = Node(
            frame.isMapping ? .mapping(Mapping(frame.pairs)) : .sequence(frame.items),
            file: source.file, start: start, length: length(frame, start, end), end: end)
        remember(node, frame)
        return add(node, nodes: frame.nodes, height: frame.height, end: end)
    }

    /// All of a collection on one line; else its first key or entry, if it begins with that.
    private func length(_ frame: Frame, _ start: Mark, _ end: Mark) -> Int {
        if end.line == start.line { return end.column - start.column }
        let first = frame.isMapping ? frame.pairs.first?.key : frame.items.first
        return first.map { $0.starts(at: start) ? $0.range.length : 1 } ?? 1
    }

    /// Puts a finished value where it belongs.
    ///
    /// - Parameter end: where it ends here, which for an alias is not where its value ends.
    mutating func add(_ node: Node, nodes: Int, height: Int, end: Mark) -> Bool {
        guard !open.isEmpty else {
            root = node
            return true
        }
        let top = open.count - 1
        open[top].nodes += nodes
        open[top].height = max(open[top].height, height + 1)
        open[top].end = end
        guard open[top].isMapping else {
            open[top].items.append(node)
            return true
        }
        switch open[top].pending {
        case .none:
            open[top].pending = checkedKey(node)
        case .key(let key):
            open[top].pending = .none
            open[top].pairs.append(Mapping.Pair(key: key, value: node))
        case .refused:
            open[top].pending = .none
        }
        return true
    }
}

// MARK: - Places

extension TreeBuilder {
    func location(_ mark: Mark) -> SourceLocation {
        let mark = source.clamp(mark)
        return SourceLocation(file: source.file, line: mark.line, column: mark.column)
    }

    func range(_ start: Mark, to end: Mark) -> SourceRange {
        let (start, end) = (source.clamp(start), source.clamp(end))
        return SourceRange(
            start: location(start),
            length: start.line == end.line ? end.column - start.column : 1)
    }

    /// A text of several lines is pointed at by its first: all of that line, or for a block of text
    /// its header (`|-`).
    private func length(_ start: Mark, _ end: Mark, _ style: Scalar.Style) -> Int {
        if start.line == end.line { return end.column - start.column }
        let rest = source.line(start.line, from: start.column)
        let visible =
            style.isBlock
            ? rest.prefix { !UTF8Scanner.isBlank($0) } : rest.dropLast(while: UTF8Scanner.isBlank)
        return visible.count { !UTF8Scanner.continues($0) }
    }
}

extension ArraySlice<UInt8> {
    func dropLast(while shouldDrop: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var kept = self
        while let last = kept.last, shouldDrop(last) { kept.removeLast() }
        return kept
    }
}
