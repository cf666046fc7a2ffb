import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowDelivery
import WorkflowEngine
import WorkflowSQLite
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
            guard let store = try session.store(create: true) as? SQLiteStore else {
                throw Failure(
                    .unavailable, "no-watch", vi: "wf watch cần kho ở máy này (sqlite:TỆP).",
                    en: "wf watch needs a store on this machine (sqlite:FILE).")
            }
            try alarm.watchStore(at: store.path)
            var report = WatchReport(session)
            var engine = try session.engine()
            try report.begin(store.path)
            while true {
                let current = engine
                let end = try await current.watch(
                    alarm: alarm, nextMoment: { try await current.nextMoment() },
                    afterTick: { try await report.tell($0, current) })
                guard end == .definitionsChanged else { return }
                try alarm.watchDefinitions(in: rules)
                do {
                    try session.readRulesAgain()
                    engine = try session.engine()
                    try report.rulesWereRead()
                } catch {
                    try report.rulesAreFaulty(error)
                }
            }
        }
    }
#endif

/// Tells what the rounds did. What does not change from one round to the next is told once.
private struct WatchReport {
    private let session: Session
    private var faults: Set<TickFault> = []
    private var startFaults: Set<String> = []
    private var failures: Set<String> = []

    init(_ session: Session) {
        self.session = session
    }

    private var screen: Screen { session.screen }

    func begin(_ path: String) throws {
        if session.wantsJSON { return }
        screen.printWrapped(
            say(
                vi: "Đang theo dõi kho \(path); dừng bằng Ctrl-C.",
                en: "Watching \(path); stop with Ctrl-C."))
        try screen.flush()
    }

    /// Starts what schedules want, releases and delivers what waits, and tells of the round if it
    /// did anything new.
    mutating func tell(_ ticked: TickOutcome, _ engine: Engine) async throws -> WatchRound {
        var told = ticked
        told.faults.removeAll { faults.contains($0) }
        faults = Set(ticked.faults)
        let begun = try await ScheduledStarts(startedFor: engine, session)
        let newStartFaults = !startFaults.isSuperset(of: begun.faultTexts)
        startFaults = Set(begun.faultTexts)
        let text = TickText(begun, told)
        if !session.wantsJSON { try await text.printEvents(engine, on: screen) }
        let released = try await engine.releaseHeld()
        let sent = try await session.deliver(engine)
        let reasons = Set(sent.failures.map { "\($0.sink): \($0.reason)" })
        let isNew =
            told.fired > 0 || sent.delivered > 0 || sent.dead > 0 || !begun.outcome.started.isEmpty
            || newStartFaults || !told.faults.isEmpty
            || !reasons.isSubset(of: failures)
        failures = reasons
        if isNew {
            if session.wantsJSON {
                screen.print(text.view(released, sent).compact)
            } else {
                text.printSummary(released, sent, on: screen)
            }
        }
        try screen.flush()
        return WatchRound(
            hasWritten: sent.delivered + sent.dead > 0 || released.released > 0
                || !begun.outcome.started.isEmpty,
            hasFailed: sent.failed > 0 || !begun.outcome.faults.isEmpty)
    }

    func rulesWereRead() throws {
        if session.wantsJSON { return }
        screen.print(say(vi: "Đã đọc lại các quy tắc.", en: "The rules were read again."))
        try screen.flush()
    }

    /// Half an edit is no reason to end: what held goes on holding, and the faults are told.
    func rulesAreFaulty(_ error: any Error) throws {
        let errors = Screen(descriptor: 2)
        let failure = Failure(any: error)
        if session.wantsJSON {
            errors.print(failure.json.compact)
        } else {
            FailureText(failure, errors).print()
            errors.printWrapped(
                say(
                    vi: "Các quy tắc trước đó vẫn được dùng.",
                    en: "The rules as they were before go on holding."))
        }
        try errors.flush()
    }
}
