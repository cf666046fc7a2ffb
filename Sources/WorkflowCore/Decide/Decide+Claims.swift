import Diagnostics
import WorkflowModel

extension Decision {
    /// Takes a task, gives it to somebody, or hands it back.
    func handle(_ command: TaskCommand) throws(Refusal) -> [Event] {
        guard let actor = circumstances.actor else { throw .nobody }
        if let outcome = state.outcome { throw .finished(state, outcome) }
        let task = try task(command, actor)
        let person: String
        let kind: TaskHandled.Kind
        switch command.act {
        case .claim:
            try claim(task, actor)
            (kind, person) = (.claimed, actor.id)
        case .assign(let id):
            person = try assignee(id, of: task, actor)
            kind = .assigned
        case .handBack:
            person = try handedBack(task, actor)
            kind = .returned
        }
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: actor.id,
                for: actor.principal?.id,
                body: .taskHandled(
                    TaskHandled(
                        kind: kind, task: task.key, person: person, agency: actor.agency,
                        note: command.note)))
        ]
    }

    // MARK: Which

    /// The task meant: of that name, for that member, or the only one that fits.
    private func task(_ command: TaskCommand, _ actor: Actor) throws(Refusal) -> OpenTask {
        var found = state.tasks
        if let name = command.task {
            found = found.filter { $0.name(workflow) == name }
            if found.isEmpty { throw noTask(name) }
        }
        if let member = command.member {
            let code = organisation.agency(called: member)?.code ?? member
            found = found.filter { ($0.member ?? $0.agency) == code }
        }
        if found.count > 1 {
            let theirs = found.filter { isTheirs($0, command, actor) }
            if !theirs.isEmpty { found = theirs }
        }
        if found.count == 1 { return found[0] }
        throw found.isEmpty ? noTask(command.member ?? "") : whichTask(found)
    }

    /// Whether the actor can mean a task of the item in this capacity.
    func isAny(_ command: TaskCommand, for actor: Actor) -> Bool {
        state.tasks.contains { task in
            (command.task.map { $0 == task.name(workflow) } ?? true)
                && actor.covers(workflow: workflow.name, action: task.name(workflow))
                && isTheirs(task, command, actor)
        }
    }

    /// Whether a person who names no task can mean this one.
    private func isTheirs(_ task: OpenTask, _ command: TaskCommand, _ actor: Actor) -> Bool {
        switch command.act {
        case .claim:
            permissions.mayWork(on: task, actor) && permissions.claim(of: task) == nil
        case .assign: permissions.mayAssign(task, actor)
        case .handBack:
            task.claim.map { claim in
                actor.people.contains(claim.person)
                    || permissions.mayWork(on: task, actor) && permissions.claim(of: task) == nil
            } ?? false
        }
    }

    private func noTask(_ name: String) -> Refusal {
        let names = names(of: state.tasks)
        let near = nearest(name, in: names)
        let list = names.joined(separator: ", ")
        return Refusal(
            Reason(
                code: .notAvailable,
                message: LocalizedText(
                    vi: "Hồ sơ \(state.id) không có việc nào đang chờ mang tên “\(name)”."
                        + (near.map { " Có phải bạn muốn \($0)?" } ?? "")
                        + (list.isEmpty ? "" : " Đang chờ: \(list)."),
                    en: "Item \(state.id) has no task “\(name)” waiting."
                        + (near.map { " Did you mean \($0)?" } ?? "")
                        + (list.isEmpty ? "" : " Waiting: \(list)."))))
    }

    private func whichTask(_ tasks: [OpenTask]) -> Refusal {
        let names = names(of: tasks)
        let list =
            names.count > 1
            ? names.joined(separator: ", ")
            : tasks.map { "\(names[0]) --member \($0.member ?? $0.agency)" }.joined(separator: ", ")
        return Refusal(
            Reason(
                code: .invalidInput,
                message: LocalizedText(
                    vi: "Có nhiều việc đang chờ, hãy ghi rõ việc nào: \(list).",
                    en: "Several tasks are waiting, name the one you mean: \(list).")))
    }

    private func names(of tasks: [OpenTask]) -> [String] {
        tasks.map { $0.name(workflow) }.reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    // MARK: Who

    private var organisation: Organisation { circumstances.rules.organisation }

    private func claim(_ task: OpenTask, _ actor: Actor) throws(Refusal) {
        guard permissions.mayWork(on: task, actor) else {
            throw Refusal(permissions.notHeld(task, task.title(workflow), actor))
        }
        if let claim = permissions.claim(of: task) {
            if claim.person == actor.id { throw alreadyTheirs(task, actor.id) }
            throw Refusal(permissions.heldBy(claim, task))
        }
    }

    private func assignee(
        _ id: String, of task: OpenTask, _ actor: Actor
    ) throws(Refusal) -> String {
        guard permissions.mayAssign(task, actor) else {
            throw Refusal(permissions.mayNotAssign(task, actor))
        }
        guard let person = organisation.person(id) else {
            let near = nearest(id, in: organisation.people.map(\.id))
            throw Refusal(
                Reason(
                    code: .invalidInput,
                    message: LocalizedText(
                        vi: "Trong tổ chức không có người nào mang mã “\(id)”."
                            + (near.map { " Có phải bạn muốn \($0)?" } ?? ""),
                        en: "There is nobody with the identifier “\(id)” in the organisation."
                            + (near.map { " Did you mean \($0)?" } ?? ""))))
        }
        let capacities = Actor.capacities(of: person, in: organisation, on: circumstances.today)
        guard capacities.contains(where: { permissions.mayWork(on: task, $0) }) else {
            let assignee = Actor(
                id: person.id, name: person.name, agency: person.agency, roles: person.roles)
            throw Refusal(permissions.notHeld(task, task.title(workflow), assignee))
        }
        if task.claim?.person == id { throw alreadyTheirs(task, id) }
        return id
    }

    private func handedBack(_ task: OpenTask, _ actor: Actor) throws(Refusal) -> String {
        let title = task.title(workflow)
        guard let claim = task.claim else {
            throw Refusal(
                Reason(
                    code: .notAvailable,
                    message: LocalizedText(
                        vi: "Việc “\(title.vi)” chưa ai nhận, không có gì để trả lại.",
                        en: "Nobody has the task “\(title.en)”: there is nothing to hand back.")))
        }
        let isTheirs = actor.people.contains(claim.person) || permissions.mayAssign(task, actor)
        let isLeft = permissions.claim(of: task) == nil && permissions.mayWork(on: task, actor)
        guard isTheirs || isLeft else { throw Refusal(permissions.heldBy(claim, task)) }
        return claim.person
    }

    private func alreadyTheirs(_ task: OpenTask, _ id: String) -> Refusal {
        let title = task.title(workflow)
        let name = organisation.person(id)?.name ?? id
        return Refusal(
            Reason(
                code: .notAvailable,
                message: LocalizedText(
                    vi: "\(name) đang giữ việc “\(title.vi)” rồi.",
                    en: "\(name) has the task “\(title.en)” already.")))
    }
}
