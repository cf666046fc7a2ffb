import CYAML

/// A place as libyaml counts it, turned to count from 1.
struct Mark: Equatable {
    var line: Int
    var column: Int

    init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}

/// What libyaml reports while it reads.
struct Event {
    enum Kind {
        case documentStart
        case documentEnd
        case streamStart
        case streamEnd
        case alias(String)
        case scalar(text: String, style: Scalar.Style)
        case sequenceStart(isFlow: Bool)
        case mappingStart(isFlow: Bool)
        case collectionEnd
    }

    let kind: Kind
    var anchor: String?
    var tag: String?
    let start: Mark
    let end: Mark
}

/// Why libyaml could not go on, in its own words.
struct SyntaxFault: Error {
    let problem: String
    let mark: Mark
    /// What it was reading, and where that began.
    let context: String?
    let contextMark: Mark
}

/// libyaml's parser over bytes that stay where they are.
///
/// A class, because the parser points into itself and must be deleted exactly once.
final class EventStream {
    // libyaml keeps pointers to this struct, so it needs an address of its own.
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// Nil only when there is no memory. `bytes` must outlive the stream.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        // libyaml insists on an address even for nothing; a buffer without bytes may have none.
        let base = bytes.baseAddress ?? UnsafeRawPointer(parser).assumingMemoryBound(to: UInt8.self)
        yaml_parser_set_input_string(parser, base, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    func next() throws(SyntaxFault) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw fault() }
        defer { yaml_event_delete(&event) }
        return Self.convert(event)
    }

    private func fault() -> SyntaxFault {
        let state = parser.pointee
        let problem =
            state.error == YAML_MEMORY_ERROR
            ? "out of memory" : state.problem.map { String(cString: $0) } ?? "unknown problem"
        return SyntaxFault(
            problem: problem,
            mark: Mark(state.problem_mark),
            context: state.context.map { String(cString: $0) },
            contextMark: Mark(state.context_mark))
    }

    private static func convert(_ event: yaml_event_t) -> Event {
        var anchor: String?
        var tag: String?
        let kind: Event.Kind
        switch event.type {
        case YAML_STREAM_START_EVENT:
            kind = .streamStart
        case YAML_DOCUMENT_START_EVENT:
            kind = .documentStart
        case YAML_DOCUMENT_END_EVENT:
            kind = .documentEnd
        case YAML_ALIAS_EVENT:
            kind = .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            anchor = text(scalar.anchor)
            tag = text(scalar.tag)
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = .scalar(
                text: String(decoding: bytes, as: UTF8.self), style: style(scalar.style))
        case YAML_SEQUENCE_START_EVENT:
            let sequence = event.data.sequence_start
            anchor = text(sequence.anchor)
            tag = text(sequence.tag)
            kind = .sequenceStart(isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
        case YAML_MAPPING_START_EVENT:
            let mapping = event.data.mapping_start
            anchor = text(mapping.anchor)
            tag = text(mapping.tag)
            kind = .mappingStart(isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            kind = .collectionEnd
        default:
            // The stream's end, and the empty event libyaml gives to who asks again after it.
            kind = .streamEnd
        }
        return Event(
            kind: kind, anchor: anchor, tag: tag,
            start: Mark(event.start_mark), end: Mark(event.end_mark))
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private static func style(_ style: yaml_scalar_style_t) -> Scalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
