package import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The language people are spoken to: that of the process, found before the arguments are parsed
/// because help is written in it, or that of whoever a server answers.
package enum Speech {
    @TaskLocal package static var language = detect(
        arguments: CommandLine.arguments,
        environment: { name in
            guard let value = getenv(name), value.pointee != 0 else { return nil }
            return String(cString: value)
        })

    /// `--lang`, else `WF_LANG`, else English where `LANG` says so, else Vietnamese.
    package static func detect(
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
package func say(vi: String, en: String) -> String {
    Speech.language == .vi ? vi : en
}

extension LocalizedText {
    /// In the language of this run.
    package var spoken: String { self[Speech.language] }
}
