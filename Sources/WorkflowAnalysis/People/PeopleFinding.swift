import Diagnostics
import WorkflowModel

/// An action for which people are lacking.
struct PeopleFinding {
    enum Kind {
        /// Nobody sits where they would have to.
        case post(isHeld: Bool)
        /// Those who may do not see the item.
        case unseen
        /// After a history, constraints keep everybody from it.
        case history
        /// It was not found out.
        case unproved
    }

    var kind: Kind
    var action: Action
    /// How many are left.
    var left: Int
    var posts: [Staff.Post]
    /// The surroundings: `lead = so-khcn`.
    var label: String
    /// Each step of the history and by whom.
    var trace: [String] = []
    /// Who is kept from it, and by which constraints.
    var barred: [(person: String, constraints: [String])] = []

    init(kind: Kind, action: Action, left: Int, posts: [Staff.Post], label: String) {
        self.kind = kind
        self.action = action
        self.left = left
        self.posts = posts
        self.label = label
    }

    init(_ finding: PeopleSearch.Finding, _ staff: Staff) {
        self.init(
            kind: .history, action: staff.actions[finding.action], left: finding.left,
            posts: staff.posts[finding.action], label: staff.surroundings.label)
        trace =
            finding.path.map { step in
                let who = step.people.map { staff.people[$0].id }.joined(separator: " + ")
                let name = staff.actions[step.action].name
                return who.isEmpty ? name : "\(name): \(who)"
            } + ["\(action.name): ?"]
        barred = finding.barred.map { one in
            (staff.people[one.person].id, one.constraints.map(\.name))
        }
    }
}

extension PeopleFinding {
    /// One complaint for each action and cause, however many surroundings it is found in.
    static func diagnostics(
        _ findings: [PeopleFinding], _ organisation: Organisation
    ) -> [Diagnostic] {
        var groups: [(first: PeopleFinding, labels: [String])] = []
        for finding in findings {
            let known = groups.firstIndex {
                $0.first.action.range == finding.action.range && $0.first.code == finding.code
            }
            if let known {
                if !groups[known].labels.contains(finding.label) {
                    groups[known].labels.append(finding.label)
                }
            } else {
                groups.append((finding, [finding.label]))
            }
        }
        return groups.map { $0.first.diagnostic($0.labels, organisation) }
    }

    private var code: String {
        switch kind {
        case .post(let isHeld): isHeld ? "nobody-there" : "nobody-has-role"
        case .unseen: "nobody-sees"
        case .history: "nobody-left"
        case .unproved: "people-unproved"
        }
    }

    private func diagnostic(_ labels: [String], _ organisation: Organisation) -> Diagnostic {
        switch kind {
        case .post: withoutPost(labels)
        case .unseen: withoutSight(labels)
        case .history: withoutPeople(labels)
        case .unproved:
            Diagnostic(
                .note, code: code,
                LocalizedText(
                    vi: "chưa chứng minh được “\(action.name)” luôn có người làm: quá nhiều diễn"
                        + " biến phải xét",
                    en: "it is not proved that somebody may always take “\(action.name)”: there are"
                        + " too many histories"),
                at: action.range)
        }
    }

    private func withoutPost(_ labels: [String]) -> Diagnostic {
        let wanted = posts.text(isHereOnly: labels.count == 1)
        let place = Self.places(labels)
        let count =
            left == 0
            ? LocalizedText(vi: "không ai làm được", en: "nobody may take")
            : LocalizedText(
                vi: "chỉ \(left) trong \(action.approvals) người làm được",
                en: "only \(left) of \(action.approvals) people may take")
        let message = LocalizedText(
            vi: "\(count.vi) “\(action.name)”\(place.vi): cần \(wanted)",
            en: "\(count.en) “\(action.name)”\(place.en): it is for \(wanted)")
        let hint = LocalizedText(
            vi: "thêm người bằng wf people, hoặc sửa “by”",
            en: "add people with wf people, or change “by”")
        if case .post(isHeld: false) = kind {
            return .error(code, message, at: action.range, hint: hint)
        }
        return .warning(code, message, at: action.range, hint: hint)
    }

    private func withoutSight(_ labels: [String]) -> Diagnostic {
        let wanted = posts.text(isHereOnly: labels.count == 1)
        let place = Self.places(labels)
        return .warning(
            code,
            LocalizedText(
                vi: "“visible” giấu hồ sơ với mọi người làm được “\(action.name)”\(place.vi):"
                    + " \(wanted)",
                en: "“visible” hides the items from everybody who may take"
                    + " “\(action.name)”\(place.en): \(wanted)"),
            at: action.range,
            hint: LocalizedText(
                vi: "thêm họ vào “visible”, hoặc đổi “by”",
                en: "let them in by “visible”, or change “by”"))
    }

    private func withoutPeople(_ labels: [String]) -> Diagnostic {
        let place = Self.places(labels)
        let who = barred.map { "\($0.person) (\($0.constraints.joined(separator: ", ")))" }
            .joined(separator: ", ")
        let wanted = posts.text(isHereOnly: labels.count == 1)
        let count =
            left == 0
            ? LocalizedText(vi: "không còn ai làm được", en: "nobody who may take")
            : LocalizedText(
                vi: "chỉ còn \(left) trong \(action.approvals) người làm được",
                en: "only \(left) of \(action.approvals) people who may take")
        return .warning(
            code,
            LocalizedText(
                vi: "có lúc \(count.vi) “\(action.name)”\(place.vi): trong \(wanted), ràng buộc"
                    + " ngăn \(who)",
                en: "a history can leave \(count.en) “\(action.name)”\(place.en): of \(wanted),"
                    + " constraints keep out \(who)"),
            at: action.range,
            hint: LocalizedText(
                vi: "thêm người ở đó, nới ràng buộc, hoặc cho phép phá kính (break_glass)",
                en: "add people there, relax the constraint, or allow break-glass (break_glass)"),
            trace: trace)
    }

    /// ` when lead = so-khcn`, nothing where the surroundings do not matter.
    private static func places(_ labels: [String]) -> LocalizedText {
        let named = labels.filter { !$0.isEmpty }
        guard !named.isEmpty else { return LocalizedText("") }
        let most = 4
        let first = named.prefix(most).joined(separator: "; ")
        let more = named.count - most
        return LocalizedText(
            vi: " khi \(first)" + (more > 0 ? " và \(more) trường hợp nữa" : ""),
            en: " when \(first)" + (more > 0 ? " and \(more) more" : ""))
    }
}

extension [Staff.Post] {
    /// `so-tai-chinh/appraiser`; the roles alone where it is told of several agencies at once.
    fileprivate func text(isHereOnly: Bool) -> String {
        var texts: [String] = []
        for post in self {
            let agency = isHereOnly ? post.agency ?? "*" : "*"
            let text = agency + "/" + (post.roles.isEmpty ? "*" : post.roles.joined(separator: "|"))
            if !texts.contains(text) { texts.append(text) }
        }
        return texts.joined(separator: "; ")
    }
}
