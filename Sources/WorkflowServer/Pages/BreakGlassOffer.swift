import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// The way past rules that keep somebody from an action, where the rules have one for them: several
/// people ask, each with a reason, and the last of them takes the action.
struct BreakGlassOffer {
    /// The name of the input that says that a form asks for it.
    static let input = "break_glass"

    let rule: BreakGlass
    /// What others asked before, and can still be confirmed.
    let pending: [BreakGlassRequest]

    /// Whoever asks now is the last it takes: they hand in what the action needs.
    var isLast: Bool { pending.count + 1 >= rule.people }

    /// Nil when nothing but what can be handed in stands against the action, or the rules have no
    /// such way for the person, or they asked already.
    init?(
        _ available: AvailableAction, of state: ItemState, for visit: Visit
    ) async throws {
        let action = available.action
        guard available.isForOthers, let rule = visit.engine.rules.breakGlass,
            rule.covers(action.name, of: state.workflow.name), action.approvals <= rule.people,
            let actor = try await visit.engine.acting(as: visit.user).actor,
            rule.lets(actor.id, agency: actor.agency, roles: actor.roles)
        else { return nil }
        let now = visit.office.clock.now
        let pending = state.breakGlassRequests.filter {
            $0.action == action.nameIndex && $0.until >= now
        }
        if pending.contains(where: { $0.people.contains(visit.user) }) { return nil }
        self.rule = rule
        self.pending = pending
    }

    /// - Parameter fields: what is asked for.
    func section(
        _ title: String, of state: ItemState, for visit: Visit, fields: [FormField], isOpen: Bool
    ) -> FormContent.Emergency {
        let told = BreakGlass.told(state.workflow, visit.engine.rules)
        let people = rule.people
        let others = pending.compactMap(\.people.first).map { id in
            visit.organisation.person(id)?.name ?? id
        }.joined(separator: ", ")
        return FormContent.Emergency(
            title: say(vi: "Phá kính khẩn cấp", en: "Break the glass in an emergency"),
            text: isLast
                ? say(
                    vi: "\(others) đã đề nghị. Nếu bạn xác nhận, “\(title)” được thực hiện ngay dù"
                        + " quy tắc không cho phép.",
                    en:
                        "\(others) asked for it. If you confirm, “\(title)” is done at once although"
                        + " the rules stand against it.")
                : say(
                    vi:
                        "Làm “\(title)” dù quy tắc không cho phép. Cần \(people) người khác nhau, mỗi"
                        + " người nêu lý do, trong vòng \(rule.minutes) phút.",
                    en:
                        "“\(title)” although the rules stand against it. It takes \(people) different"
                        + " people, each with a reason, within \(rule.minutes) minutes."),
            told: told.isEmpty
                ? say(
                    vi: "Việc này được ghi lại vĩnh viễn trong diễn biến của hồ sơ.",
                    en: "It stays in the history of the item for ever.")
                : say(
                    vi:
                        "Được báo ngay: \(told). Việc này được ghi lại vĩnh viễn trong diễn biến của"
                        + " hồ sơ.",
                    en: "Told at once: \(told). It stays in the history of the item for ever."),
            submit: isLast
                ? say(vi: "Xác nhận phá kính", en: "Confirm and break the glass")
                : say(vi: "Đề nghị phá kính", en: "Ask to break the glass"),
            fields: fields, isOpen: isOpen)
    }
}
