import ArgumentParser
import Diagnostics
import WorkflowPresentation

/// Arguments of which nothing needs to be explained: options that the command has, each once and
/// with a value, and as many words as it wants.
///
/// The parser learns what a command takes by reflection, in which time the command could nearly be
/// done. So those that people and programs give many times a minute are read by this first. What is
/// not plain (an unknown option, a value that begins with a dash, `--`, a call for help) is left
/// to the parser, and so is every complaint.
struct PlainArguments {
    /// What a command takes besides the options of all commands.
    struct Shape {
        var words: ClosedRange<Int> = 0...0
        /// With a value each, at most once.
        var options: [String] = []
        /// With a value each, any number of times.
        var lists: [String] = []
        var flags: [String] = []
    }

    private(set) var words: [String] = []
    private var values: [(name: String, value: String)] = []
    private var flags: [String] = []

    /// Nil for what is not plain.
    ///
    /// - Parameter arguments: without the name of the command.
    init?(_ arguments: ArraySlice<String>, _ shape: Shape) {
        var arguments = arguments.makeIterator()
        while let argument = arguments.next() {
            guard let first = argument.utf8.first else { return nil }
            guard first == UInt8(ascii: "-") else {
                words.append(argument)
                continue
            }
            guard argument.hasPrefix("--") else { return nil }
            let option = argument.dropFirst(2)
            let end = option.firstIndex(of: "=") ?? option.endIndex
            let name = String(option[..<end])
            if shape.flags.contains(name) || GlobalChoices.plainFlags.contains(name) {
                guard end == option.endIndex, !flags.contains(name) else { return nil }
                flags.append(name)
                continue
            }
            let isKnown =
                GlobalChoices.plainOptions.contains(name) || shape.options.contains(name)
            guard isKnown ? self[name] == nil : shape.lists.contains(name) else { return nil }
            if end < option.endIndex {
                let value = option[option.index(after: end)...]
                guard !value.isEmpty else { return nil }
                values.append((name, String(value)))
            } else {
                guard let value = arguments.next(), let first = value.utf8.first,
                    first != UInt8(ascii: "-")
                else { return nil }
                values.append((name, value))
            }
        }
        guard shape.words.contains(words.count) else { return nil }
    }

    /// The value of an option; nil when it is not given.
    subscript(name: String) -> String? {
        values.first { $0.name == name }?.value
    }

    /// The values of an option, in order.
    func all(_ name: String) -> [String] {
        values.compactMap { $0.name == name ? $0.value : nil }
    }

    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// The number an option gives; nil when it is none, the inner nil when it is not given.
    func number(_ name: String) -> Int?? {
        guard let text = self[name] else { return .some(nil) }
        return Int(text).map(Optional.some)
    }
}

/// Something to do whose arguments are mostly plain.
protocol PlainErrand: Errand {
    static var shape: PlainArguments.Shape { get }

    /// Nil when a value is not of its type.
    init?(plain arguments: PlainArguments)

    /// What these arguments ask for, if they are plain and would be accepted.
    static func parsePlain(_ arguments: ArraySlice<String>) -> Self?
}

extension PlainErrand {
    static func parsePlain(_ arguments: ArraySlice<String>) -> Self? {
        PlainArguments(arguments, shape).flatMap(Self.init(plain:))
    }
}

/// A command of the parser's that is read without it. In `init(plain:)` every property is set: one
/// left out is not its default but a fault of the program.
protocol PlainVerb: Verb, PlainErrand {}

extension PlainVerb {
    static func parsePlain(_ arguments: ArraySlice<String>) -> Self? {
        guard let plain = PlainArguments(arguments, shape), var command = Self(plain: plain),
            // Refused again, with the reason told, by the parser.
            (try? command.validate()) != nil
        else { return nil }
        return command
    }
}

extension GlobalOptions {
    init?(plain arguments: PlainArguments) {
        guard let choices = GlobalChoices(plain: arguments) else { return nil }
        self.init(choices)
    }
}
