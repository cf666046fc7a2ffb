import Diagnostics

/// What `GlobalOptions` were given.
struct GlobalChoices {
    var home: String?
    var store: String?
    var server: String?
    /// Who acts.
    var user: String?
    var now: String?
    var lang: Language?
    var json = false
}

extension GlobalChoices {
    static let plainOptions = ["home", "store", "server", "as", "now", "lang"]
    static let plainFlags = ["json"]

    /// Nil when the language is none.
    init?(plain arguments: PlainArguments) {
        home = arguments["home"]
        store = arguments["store"]
        server = arguments["server"]
        user = arguments["as"]
        now = arguments["now"]
        json = arguments.has("json")
        if let name = arguments["lang"] {
            guard let language = Language(rawValue: name) else { return nil }
            lang = language
        }
    }

    init(_ options: GlobalOptions) {
        home = options.home
        store = options.store
        server = options.server
        user = options.user
        now = options.now
        lang = options.lang
        json = options.json
    }
}

extension GlobalOptions {
    init(_ choices: GlobalChoices) {
        self.init()
        home = choices.home
        store = choices.store
        server = choices.server
        user = choices.user
        now = choices.now
        lang = choices.lang
        json = choices.json
    }
}
