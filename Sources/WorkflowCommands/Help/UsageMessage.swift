import Diagnostics
import WorkflowPresentation

/// What the parser says of wrong arguments, in both languages. It has only sentences to offer, in
/// English; those users meet are known by their beginnings.
enum UsageMessage {
    /// - Parameters:
    ///   - full: the message with the usage of the command it is about.
    ///   - sentence: the message alone.
    static func failure(_ full: String, _ sentence: String) -> Failure {
        var failure = Failure(
            .usage, "usage",
            LocalizedText(vi: vietnamese(sentence), en: ended(sentence)))
        if let help = helpCommand(in: full) {
            failure.hint = LocalizedText(
                vi: "xem cách dùng: \(help)", en: "how to use it: \(help)")
        }
        return failure
    }

    /// `wf show --help` out of “See 'wf show --help' for more information.”
    private static func helpCommand(in full: String) -> String? {
        for line in full.split(separator: "\n").reversed() {
            let parts = line.split(separator: "'", omittingEmptySubsequences: false)
            if parts.count == 3, parts[0].hasSuffix("See ") { return String(parts[1]) }
        }
        return nil
    }

    private static func ended(_ sentence: String) -> String {
        sentence.hasSuffix(".") || sentence.hasSuffix("?") ? sentence : sentence + "."
    }

    private static func vietnamese(_ sentence: String) -> String {
        let quoted = sentence.split(separator: "'", omittingEmptySubsequences: false)
            .enumerated().filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
        guard let first = quoted.first else { return ended(sentence) }
        if sentence.hasPrefix("Missing expected argument") {
            return "Còn thiếu tham số \(first)."
        }
        if sentence.hasPrefix("Missing one of") {
            return "Còn thiếu một trong: \(quoted.joined(separator: ", "))."
        }
        if sentence.hasPrefix("Missing value for") {
            return "Còn thiếu giá trị cho \(first)."
        }
        if sentence.hasPrefix("Unknown option") {
            let near = quoted.count > 1 ? " Có phải \(quoted[1])?" : ""
            return "Không có tùy chọn \(first).\(near)"
        }
        if sentence.hasPrefix("Unexpected argument") {
            return "Thừa tham số “\(first)”."
        }
        if sentence.contains("unexpected arguments") {
            return "Thừa các tham số: \(quoted.joined(separator: ", "))."
        }
        if sentence.hasPrefix("The value"), quoted.count > 1 {
            return "Giá trị “\(first)” không hợp với \(quoted[1])."
        }
        if sentence.contains("does not take any value") {
            return "Tùy chọn \(first) không nhận giá trị."
        }
        return ended(sentence)
    }
}
