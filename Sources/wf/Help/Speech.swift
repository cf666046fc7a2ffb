import ArgumentParser
import Diagnostics

/// The language of this run. Found before the arguments are parsed, because help is written in it.
enum Speech {
    static let language = detect(
        arguments: CommandLine.arguments, environment: ProcessEnvironment.value)

    /// `--lang`, else `WF_LANG`, else English where `LANG` says so, else Vietnamese.
    static func detect(
        arguments: [String], environment: (String) -> String?
    ) -> Language {
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { break }
            if argument == "--lang", index + 1 < arguments.count,
                let language = Language(rawValue: arguments[index + 1])
            {
                return language
            }
            if argument.hasPrefix("--lang="),
                let language = Language(rawValue: String(argument.dropFirst(7)))
            {
                return language
            }
        }
        if let language = environment("WF_LANG").flatMap(Language.init(rawValue:)) {
            return language
        }
        let locale =
            environment("LC_ALL") ?? environment("LC_MESSAGES") ?? environment("LANG") ?? ""
        return locale.hasPrefix("en") ? .en : .vi
    }
}

/// The text in the language of this run.
func say(vi: String, en: String) -> String {
    Speech.language == .vi ? vi : en
}

extension LocalizedText {
    /// In the language of this run.
    var spoken: String { self[Speech.language] }
}

extension ArgumentHelp {
    static func say(vi: String, en: String, name: (vi: String, en: String)? = nil) -> ArgumentHelp {
        ArgumentHelp(
            LocalizedText(vi: vi, en: en).spoken,
            valueName: name.map { LocalizedText(vi: $0.vi, en: $0.en).spoken })
    }
}
