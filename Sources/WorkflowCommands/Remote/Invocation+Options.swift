import Diagnostics
import WorkflowPresentation

extension Invocation {
    /// Refuses what is the server's to say.
    func require(_ choices: GlobalChoices, now: String?) throws(Failure) {
        if choices.home != nil || choices.store != nil { throw Self.ownHome }
        if let now, !host.allowsTimeTravel {
            throw Failure(
                .usage, "server-time",
                LocalizedText(
                    vi: "Máy chủ chạy theo đồng hồ của nó, không coi như đang ở “\(now)”.",
                    en: "The server goes by its own clock, and does not act as if it were “\(now)”."
                ),
                hint: LocalizedText(
                    vi: "bỏ --now và WF_NOW", en: "leave out --now and WF_NOW"))
        }
    }

    /// A server has a home and a store of its own.
    static var ownHome: Failure {
        Failure(
            .usage, "server-home",
            LocalizedText(
                vi: "Máy chủ có thư mục và kho của nó; --home, --store không dùng cùng --server.",
                en: "A server has its own home and store; --home and --store do not go with"
                    + " --server."),
            hint: LocalizedText(
                vi: "bỏ một trong hai; để làm ở máy này khi có WF_SERVER: WF_SERVER= wf …",
                en: "leave out one of them; to work on this machine despite WF_SERVER:"
                    + " WF_SERVER= wf …"))
    }
}
