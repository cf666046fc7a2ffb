import WorkflowPresentation

// What the commands of every day take, for `PlainArguments`. A test holds each against what the
// parser makes of the same arguments.

enum PlainErrands {
    /// Nil for a command that is none of these, and for arguments that are not plain.
    static func parse(_ arguments: [String]) -> (any Errand)? {
        let type: any PlainErrand.Type
        switch arguments.first {
        case "advance": type = AdvanceErrand.self
        case "due": type = Due.self
        case "history": type = History.self
        case "inbox": type = Inbox.self
        case "list": type = List.self
        case "show": type = Show.self
        case "start": type = Start.self
        case "why": type = Why.self
        default: return nil
        }
        return type.parsePlain(arguments.dropFirst())
    }
}

extension StandingOptions {
    fileprivate init(plain arguments: PlainArguments) {
        self.init()
        principal = arguments["for"]
    }
}

extension Due: PlainVerb {
    static let shape = PlainArguments.Shape(options: ["within", "agency", "workflow", "limit"])

    init?(plain arguments: PlainArguments) {
        guard let limit = arguments.number("limit"), let global = GlobalOptions(plain: arguments)
        else { return nil }
        self.init()
        within = arguments["within"] ?? Self.usualTime
        agency = arguments["agency"]
        workflow = arguments["workflow"]
        self.limit = limit ?? Self.usualLimit
        self.global = global
    }
}

extension History: PlainVerb {
    static let shape = PlainArguments.Shape(words: 1...1)

    init?(plain arguments: PlainArguments) {
        guard let global = GlobalOptions(plain: arguments) else { return nil }
        self.init()
        item = arguments.words[0]
        self.global = global
    }
}

extension Inbox: PlainVerb {
    static let shape = PlainArguments.Shape(options: ["for"], flags: ["mine", "agency"])

    init?(plain arguments: PlainArguments) {
        // Both at once is for the parser to complain about.
        guard !(arguments.has("mine") && arguments.has("agency")),
            let global = GlobalOptions(plain: arguments)
        else { return nil }
        self.init()
        standing = StandingOptions(plain: arguments)
        mine = arguments.has("mine")
        agency = arguments.has("agency")
        self.global = global
    }
}

extension List: PlainVerb {
    static let shape = PlainArguments.Shape(
        options: [
            "state", "agency", "workflow", "plan", "parent", "due-within", "search", "limit",
            "after",
        ], flags: ["overdue", "all"])

    init?(plain arguments: PlainArguments) {
        guard let limit = arguments.number("limit"), let global = GlobalOptions(plain: arguments)
        else { return nil }
        self.init()
        state = arguments["state"]
        agency = arguments["agency"]
        workflow = arguments["workflow"]
        plan = arguments["plan"]
        parent = arguments["parent"]
        overdue = arguments.has("overdue")
        dueWithin = arguments["due-within"]
        search = arguments["search"]
        all = arguments.has("all")
        self.limit = limit ?? Self.usualLimit
        after = arguments["after"]
        self.global = global
    }
}

extension Show: PlainVerb {
    static let shape = PlainArguments.Shape(words: 1...1, options: ["for"])

    init?(plain arguments: PlainArguments) {
        guard let global = GlobalOptions(plain: arguments) else { return nil }
        self.init()
        item = arguments.words[0]
        standing = StandingOptions(plain: arguments)
        self.global = global
    }
}

extension Start: PlainVerb {
    static let shape = PlainArguments.Shape(
        words: 1...1, options: ["id", "parent", "key", "for"], lists: ["set"])

    init?(plain arguments: PlainArguments) {
        guard let global = GlobalOptions(plain: arguments) else { return nil }
        self.init()
        workflow = arguments.words[0]
        id = arguments["id"]
        parent = arguments["parent"]
        values = arguments.all("set")
        key = arguments["key"]
        standing = StandingOptions(plain: arguments)
        self.global = global
    }
}

extension Why: PlainVerb {
    static let shape = PlainArguments.Shape(words: 2...2, options: ["for"])

    init?(plain arguments: PlainArguments) {
        guard let global = GlobalOptions(plain: arguments) else { return nil }
        self.init()
        item = arguments.words[0]
        action = arguments.words[1]
        standing = StandingOptions(plain: arguments)
        self.global = global
    }
}
