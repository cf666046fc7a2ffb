public import ArgumentParser
public import Diagnostics
import WorkflowPresentation

/// The options every command has. Each may also stand in the environment.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: .say(
            vi: "Thư mục có workflows/ và rules/; dữ liệu ở .wf/ (WF_HOME).",
            en: "Folder with workflows/ and rules/; data in .wf/ (WF_HOME).",
            name: ("thư-mục", "dir")))
    var home: String?

    @Option(
        help: .say(
            vi: "Kho dữ liệu; mặc định .wf/wf.sqlite (WF_STORE).",
            en: "The store; default .wf/wf.sqlite (WF_STORE).", name: ("sqlite:tệp", "sqlite:file"))
    )
    var store: String?

    @Option(
        help: .say(
            vi: "Máy chủ wf (WF_SERVER).", en: "A wf server (WF_SERVER).",
            name: ("địa-chỉ", "url")))
    var server: String?

    @Option(
        name: .customLong("as"),
        help: .say(
            vi: "Người thực hiện: mã ở wf people (WF_USER).",
            en: "Who acts: an identifier of wf people (WF_USER).", name: ("mã", "user")))
    var user: String?

    @Option(
        help: .say(
            vi: "Coi như đang ở thời điểm này (WF_NOW).", en: "Act as if it were then (WF_NOW).",
            name: ("thời-điểm", "iso8601")))
    var now: String?

    @Option(
        help: .say(
            vi: "Ngôn ngữ: vi hoặc en (WF_LANG).", en: "Language: vi or en (WF_LANG).",
            name: ("vi|en", "vi|en")))
    var lang: Language?

    @Flag(
        help: .say(
            vi: "Trả lời bằng JSON.", en: "Answer in JSON."))
    var json = false
}

extension Language: ExpressibleByArgument {}
