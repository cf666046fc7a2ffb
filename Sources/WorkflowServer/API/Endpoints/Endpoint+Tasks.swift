import Diagnostics
import HTTPTypes
import JSON
import WorkflowAccounts
import WorkflowCore
import WorkflowEngine
import WorkflowPresentation
import WorkflowReports

extension Endpoint {
    static let tasks = [inbox, listTasks, claim, assign, handBack, complete]

    private static let inbox = Endpoint(
        .get, "/inbox", id: "inbox", .tasks,
        LocalizedText(vi: "Việc đang chờ bạn", en: "The work waiting for the caller"),
        about: "The most urgent first, one's own before that of people one stands in for.",
        parameters: [
            .onBehalf,
            .query(
                "scope",
                "`own` (the default): given by name, claimed, or by one's roles; `mine`: only by"
                    + " name or claimed; `agency`: all on the desk of one's agency.",
                .one(of: ["own", "mine", "agency"])),
        ],
        answers: [.json(200, .reference("Inbox"), "The tasks with their items.")],
        refusals: [.conflict]
    ) { call in
        let scope: InboxScope =
            switch call.query("scope") {
            case "mine": .mine
            case "agency": .agency
            default: .own
            }
        let clock = call.clock
        let entries = try await call.engine.inbox(
            as: try call.person, for: call.query("for"), scope)
        return .json(entries.inOrder(clock).view(clock))
    }

    private static let listTasks = Endpoint(
        .get, "/items/{item}/tasks", id: "listTasks", .tasks,
        LocalizedText(vi: "Các việc của một hồ sơ", en: "The tasks of an item"),
        about: "Waiting or done; of a round, one for each who was asked.",
        parameters: [.item],
        answers: [
            .json(
                200,
                .object(
                    required("version", .count), required("tasks", .list(.reference("Task")))),
                "The tasks.", headers: [.etag])
        ],
        refusals: [.notFound], isBrief: true
    ) { call in
        let state = try await call.engine.state(of: call.path("item"))
        return .json(
            [
                "version": .int(Int64(state.version)),
                "tasks": .array(TaskLine.all(of: state).map { $0.view(state) }),
            ], headers: [.eTag: ItemVersion.tag(state.version)])
    }

    private static let task = Parameter.path("task", "The name of the task.")

    /// A route by which a task changes hands.
    private static func handing(
        _ verb: String, id: String, _ summary: LocalizedText, _ members: [Schema.Member],
        handle: @escaping @Sendable (APICall, Int?) async throws -> Outcome
    ) -> Endpoint {
        Endpoint(
            .post, "/items/{item}/tasks/{task}/" + verb, id: id, .tasks, summary, scope: .write,
            parameters: Parameter.changing + [task],
            body: .json(
                .object(
                    members + [
                        optional("member", .text(1...200), "For whom of those a state asked."),
                        optional("for", .text(1...128), "On whose behalf."),
                    ]), isRequired: members.contains(where: \.isRequired)),
            answers: [.json(200, .reference("ItemChange"), "It was done.", headers: [.etag])],
            refusals: [.notFound, .conflict, .preconditionFailed], isBrief: true
        ) { call in
            let item = call.path("item")
            let version = try await call.version(of: item)
            return try await call.changing(item) { call.answer(try await handle(call, version)) }
        }
    }

    private static let claim = handing(
        "claim", id: "claimTask", LocalizedText(vi: "Nhận việc", en: "Claim a task"), []
    ) { call, version in
        try await call.engine.claim(
            call.path("item"), task: call.path("task"), member: call.body["member"].string,
            ifVersion: version, key: try call.key, as: try call.person,
            for: call.body["for"].string)
    }

    private static let assign = handing(
        "assign", id: "assignTask",
        LocalizedText(vi: "Giao việc cho một người", en: "Assign a task"),
        [required("to", .text(1...128), "Who is to do it."), optional("note", .text(0...20_000))]
    ) { call, version in
        try await call.engine.assign(
            call.path("item"), task: call.path("task"), member: call.body["member"].string,
            to: call.body["to"].string ?? "", note: call.note, ifVersion: version,
            key: try call.key, as: try call.person, for: call.body["for"].string)
    }

    private static let handBack = handing(
        "return", id: "returnTask", LocalizedText(vi: "Trả lại việc", en: "Hand a task back"),
        [optional("note", .text(0...20_000))]
    ) { call, version in
        try await call.engine.handBack(
            call.path("item"), task: call.path("task"), member: call.body["member"].string,
            note: call.note, ifVersion: version, key: try call.key, as: try call.person,
            for: call.body["for"].string)
    }

    private static let complete = Endpoint(
        .post, "/items/{item}/tasks/{task}/complete", id: "completeTask", .tasks,
        LocalizedText(vi: "Làm xong một việc", en: "Complete a task"), scope: .write,
        parameters: Parameter.changing + [task],
        body: .json(
            .reference("TakeAction"), isRequired: false, limit: 48 << 20,
            example: ["outcome": "agree", "note": "Thống nhất"]),
        answers: [.json(200, .reference("ItemChange"), "It was done.", headers: [.etag])],
        refusals: [.notFound, .conflict, .preconditionFailed], isBrief: true
    ) { call in
        try await call.take(call.path("task"))
    }
}
