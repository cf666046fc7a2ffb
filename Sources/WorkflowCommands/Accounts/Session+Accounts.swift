import Diagnostics
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Session {
    /// Has the accounts do something and tells what came of it.
    ///
    /// - Throws: what went wrong there; `Failure` when `wf-server` is missing, or when the command
    ///   came in through a server: accounts are looked after on its machine, or on its pages.
    func accounts(_ request: AccountRequest) async throws {
        if let handler = AccountRequest.handler {
            return tell(try await handler(request, try whereHomeIs(), clock))
        }
        guard ProcessEnvironment.variables == nil else {
            throw Failure(
                .notPermitted, "not-here",
                LocalizedText(
                    vi: "wf accounts chỉ chạy trên máy của máy chủ.",
                    en: "wf accounts runs on the machine of the server only."),
                hint: LocalizedText(
                    vi: "tài khoản của chính bạn ở trang /account",
                    en: "your own account is on the page /account"))
        }
        _ = try whereHomeIs()
        try await becomeServerProgram()
    }

    /// The same arguments once more, by `wf-server`.
    private func becomeServerProgram() async throws {
        let path = try CompanionProgram(name: "wf-server", variable: "WF_SERVER_PROGRAM").find()
        let arguments = LeadingOptions.moved(in: Array(CommandLine.arguments.dropFirst()))
        await close()
        let words = ([path] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        execv(path, words + [nil])
        let why = LocalizedText(ofSystemError: errno)
        throw Failure(
            .io, "cannot-run", vi: "Không chạy được \(path): \(why.vi).",
            en: "\(path) cannot be run: \(why.en).")
    }

    private func tell(_ answered: AccountAnswer) {
        if wantsJSON { return answer(answered.json) }
        if !answered.rows.isEmpty {
            var table = TextTable(
                answered.columns.enumerated().map { index, title in
                    .init(title: title, minimum: index == 0 ? nil : 8, maxLines: 3)
                })
            for row in answered.rows { table.add(row) }
            for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
        }
        for line in answered.lines {
            // What is to be copied stands on one line, however long.
            if line.contains(where: \.isWhitespace) {
                screen.printWrapped(line)
            } else {
                screen.print(line)
            }
        }
    }
}

extension TextTable {
    fileprivate mutating func add(_ texts: [String]) { add(cells: texts.map { Cell($0) }) }
}
