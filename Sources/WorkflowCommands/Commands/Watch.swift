import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowDelivery
import WorkflowEngine
import WorkflowLoading
import WorkflowPresentation
import WorkflowStorage

struct Watch: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "watch",
            abstract: say(
                vi: "Chạy liên tục: làm ngay việc đến giờ, gửi thông báo.",
                en: "Keep doing what is due, at its moment, and notify."),
            usage: say(
                vi: "wf watch [<tùy-chọn>]",
                en: "wf watch [<options>]"),
            discussion: say(
                vi: """
                    Làm việc của wf tick, đúng lúc từng việc đến giờ; lúc chờ không tốn máy. Kho
                    hoặc quy tắc thay đổi thì xem lại ngay. Với --json, mỗi lần làm được việc là
                    một dòng JSON. Dừng bằng Ctrl-C hoặc SIGTERM.

                    Ví dụ:
                      wf watch
                      wf watch --home /srv/wf/co-quan --json
                    """,
                en: """
                    Does the work of wf tick, at the moment each thing is due, and costs nothing
                    while it waits. A change of the store or of the rules is looked into at once.
                    With --json every time it did something is one line of JSON. Stop it with
                    Ctrl-C or SIGTERM.

                    Examples:
                      wf watch
                      wf watch --home /srv/wf/office --json
                    """))
    }

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse {
        .refused(
            because: LocalizedText(
                vi: "wf watch chạy ở nơi có kho; máy chủ (wf serve) tự làm việc đó.",
                en: "wf watch runs where the store is; a server (wf serve) does its work itself."),
            instead: LocalizedText(
                vi: "để làm ngay một lượt: wf tick", en: "to have it done at once: wf tick"))
    }

    func run(in session: Session) async throws {
        if let now = global.now ?? ProcessEnvironment.value("WF_NOW") {
            throw Failure.usage(
                "fixed-time",
                vi: "wf watch chạy theo đồng hồ thật; bỏ --now và WF_NOW (đang là “\(now)”).",
                en: "wf watch goes by the clock; leave out --now and WF_NOW (here “\(now)”).")
        }
        #if os(Linux)
            try await watch(session)
        #else
            throw Failure(
                .unavailable, "no-watch",
                LocalizedText(
                    vi: "wf watch chỉ chạy trên Linux.", en: "wf watch runs on Linux only."),
                hint: LocalizedText(
                    vi: "chạy wf tick bằng cron", en: "let cron run wf tick"))
        #endif
    }
}

#if os(Linux)
    extension Watch {
        private func watch(_ session: Session) async throws {
            let alarm = try SystemAlarm()
            let rules = try session.whereHomeIs().rules
            // Before they are read, so that no edit falls in between.
            try alarm.watchDefinitions(in: rules)
            guard let file = try session.store(create: true).file else {
                throw Failure(
                    .unavailable, "no-watch", vi: "wf watch cần kho ở máy này (sqlite:TỆP).",
                    en: "wf watch needs a store on this machine (sqlite:FILE).")
            }
            try alarm.watchStore(at: file)
            var report = WatchReport(session)
            let beside = DeliveryBeside(
                try session.networkJobs(), store: file, alarm)
            var engine = try session.engine(knowing: .all)
            try report.begin(file)
            do {
                try await rounds(&engine, session, alarm, beside, &report, rules)
            } catch {
                _ = try beside.finish()
                throw error
            }
            try report.tellLast(try beside.finish())
        }

        private func rounds(
            _ engine: inout Engine, _ session: Session, _ alarm: SystemAlarm,
            _ beside: DeliveryBeside, _ report: inout WatchReport, _ rules: String
        ) async throws {
            while true {
                let current = engine
                let end = try await current.watch(
                    alarm: alarm, nextMoment: { try await current.nextMoment() },
                    afterTick: { try await report.tell($0, current, beside) })
                guard end == .definitionsChanged else { return }
                try alarm.watchDefinitions(in: rules)
                do {
                    try session.readRulesAgain()
                    engine = try session.engine(knowing: .all)
                    beside.rulesHaveChanged()
                    try report.rulesWereRead()
                } catch {
                    try report.rulesAreFaulty(error)
                }
            }
        }
    }
#endif
