import ArgumentParser
import Diagnostics
import JSON
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct Load: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "load",
            abstract: say(
                vi: "Lập hồ sơ cho mỗi nhiệm vụ của kế hoạch.",
                en: "Start an item for each activity of a plan."),
            usage: say(
                vi: "wf load <kế-hoạch> [<tùy-chọn>]",
                en: "wf load <plan> [<options>]"),
            discussion: say(
                vi: """
                    Chạy lại không đổi gì: chỉ lập hồ sơ chưa có. Với --server, tệp là tệp trong
                    thư mục của máy chủ.

                    Ví dụ:
                      wf load workflows/plan-149-2021.yaml --as khcn.minh
                    """,
                en: """
                    Running it again changes nothing: only what is missing is started. With
                    --server the file is one in the home of the server.

                    Example:
                      wf load workflows/plan-149-2021.yaml --as khcn.minh
                    """))
    }

    @Argument(
        help: .say(
            vi: "Tệp kế hoạch, hoặc tên kế hoạch.", en: "The file of the plan, or its name.",
            name: ("kế-hoạch", "plan")),
        completion: .file(extensions: ["yaml", "yml"]))
    var plan: String

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .administers }

    func run(in session: Session) async throws {
        let user = try session.actingUser()
        let (library, plan) = try loaded(session)
        let engine = Engine(
            library: library, store: try session.store(create: true), clock: session.clock)
        let outcome = try await engine.load(plan, as: user)
        if session.wantsJSON {
            return session.answer([
                "started": .array(outcome.started.map(JSON.string)),
                "unchanged": .array(outcome.unchanged.map(JSON.string)),
            ])
        }
        let screen = session.screen
        for line in plan.title.spoken.singleLine.wrapped(to: screen.width) {
            screen.print(screen.palette(line, .strong))
        }
        screen.print(
            screen.palette("✓ ", .good)
                + say(
                    vi:
                        "\(outcome.started.count) hồ sơ mới, \(outcome.unchanged.count) hồ sơ đã có.",
                    en: "\(outcome.started.count) items started, \(outcome.unchanged.count) there"
                        + " already."))
        for line in outcome.started.joined(separator: "  ").wrapped(to: screen.width - 2) {
            screen.print("  " + line)
        }
        screen.print(say(vi: "Xem tiến độ: wf board", en: "How it stands: wf board"))
    }

    /// The plan by its name, or by the file it is written in, which may lie outside the home; that
    /// of a server by a file of its home, whatever there is on the machine of who asks.
    private func loaded(_ session: Session) throws -> (Library, Plan) {
        let home = try session.whereHomeIs()
        let library = try session.library()
        if let plan = library.plans[plan] { return (library, plan) }
        if let plan = Self.plan(in: plan, of: library) { return (library, plan) }
        guard plan.hasSuffix(".yaml") || plan.hasSuffix(".yml") else {
            throw EngineError.notFound(
                .plan, plan, suggestion: nearest(plan, in: library.plans.keys.sorted()))
        }
        guard Invocation.current == nil else { throw notOnServer(library) }
        _ = try TextFile.bytes(plan, limit: 64 << 20)
        let wider = try Library.load(from: [home.workflows, home.rules, plan])
        guard let found = Self.plan(in: plan, of: wider) else {
            throw Failure(
                .invalid, "no-plan", vi: "\(plan) không chứa kế hoạch nào.",
                en: "\(plan) holds no plan.")
        }
        return (wider, found)
    }

    private func notOnServer(_ library: Library) -> Failure {
        let known = library.plans.keys.sorted().joined(separator: ", ")
        return Failure(
            .notFound, "not-on-server",
            LocalizedText(
                vi: "Máy chủ không có kế hoạch ở \(plan); kế hoạch không lấy từ máy này.",
                en: "The server has no plan at \(plan), and takes none from this machine."),
            hint: LocalizedText(
                vi: "máy chủ có: \(known); tệp mới phải đặt vào workflows/ trên máy chủ",
                en: "the server has: \(known); a new file is put into workflows/ on the server"))
    }

    private static func plan(in file: String, of library: Library) -> Plan? {
        // Names with which one could feel one's way about a server are looked at nowhere.
        if Invocation.current != nil,
            file.hasPrefix("/") || file.split(separator: "/").contains("..")
        {
            return nil
        }
        return library.plans.values.first { FilePlace.isSame($0.range.start.file, file) }
    }
}
