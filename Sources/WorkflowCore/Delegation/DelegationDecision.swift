import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

/// Decides on giving and ending delegations. Pure.
public struct DelegationDecision: Sendable {
    /// Everything they do is in their own name: what one has from others cannot be used here.
    let actor: Organisation.Person
    let organisation: Organisation
    /// The delegations in force or yet to come.
    let known: [Delegation]
    let today: CalendarDate

    public init(
        by actor: Organisation.Person, in organisation: Organisation, known: [Delegation],
        today: CalendarDate
    ) {
        self.actor = actor
        self.organisation = organisation
        self.known = known
        self.today = today
    }

    /// - Throws: `Refusal` with the first thing in the way.
    public func give(
        _ request: DelegationRequest, number: Int, at now: Instant
    ) throws(Refusal) -> Delegation {
        guard let principal = organisation.person(request.principal),
            let deputy = organisation.person(request.deputy)
        else { throw .nobody }
        try requireRight(over: principal)
        if principal.id == deputy.id {
            throw .delegation(
                vi: "\(principal.name) không thể ủy quyền cho chính mình.",
                en: "\(principal.name) cannot stand in for themselves.")
        }
        try checkDays(request)
        try require(principal, isThereOn: request.from)
        try require(deputy, isThereFrom: request.from, to: request.to)
        if let agency = request.agency {
            guard
                principal.positions.contains(where: {
                    $0.agency == agency && $0.isHeld(on: request.from)
                })
            else {
                throw .delegation(
                    vi: "\(principal.name) không giữ chức vụ nào ở \(agency) ngày"
                        + " \(request.from.formatted(.slashed)).",
                    en: "\(principal.name) holds no position in \(agency) on"
                        + " \(request.from.formatted(.slashed)).")
            }
        }
        try requireSameAgency(principal, deputy, request)
        if let other = known.first(where: { overlaps($0, request) }) {
            throw .delegation(
                vi: "\(deputy.name) đã làm thay \(principal.name) cùng việc này từ"
                    + " \(other.from.formatted(.slashed)) đến \(other.lastDay.formatted(.slashed))"
                    + " (ủy quyền số \(other.number), do \(other.givenBy) lập).",
                en: "\(deputy.name) stands in for \(principal.name) in the same already, from"
                    + " \(other.from.formatted(.slashed)) to \(other.lastDay.formatted(.slashed))"
                    + " (delegation \(other.number), given by \(other.givenBy)).")
        }
        return Delegation(
            number: number, principal: principal.id, deputy: deputy.id, kind: request.kind,
            from: request.from, to: request.to, scope: request.scope, agency: request.agency,
            note: request.note, givenBy: actor.id, givenAt: now)
    }

    /// Ends a delegation from a day on: by the principal, a head who may give for them, or the
    /// deputy, who hands back.
    ///
    /// - Throws: `Refusal` with the first thing in the way.
    public func end(_ delegation: Delegation, _ ended: DelegationEnded) throws(Refusal)
        -> Delegation
    {
        if actor.id != delegation.deputy, let principal = organisation.person(delegation.principal)
        {
            try requireRight(over: principal)
        }
        guard delegation.lastDay >= today, ended.from <= delegation.lastDay else {
            throw .delegation(
                vi: "Ủy quyền số \(delegation.number) đã hết từ sau ngày"
                    + " \(delegation.lastDay.formatted(.slashed)).",
                en: "Delegation \(delegation.number) is over after"
                    + " \(delegation.lastDay.formatted(.slashed)).")
        }
        guard ended.from >= today else {
            throw .delegation(
                vi: "Không thôi ủy quyền trong quá khứ: sớm nhất từ hôm nay,"
                    + " \(today.formatted(.slashed)).",
                en: "A delegation is not ended in the past: from today at the earliest,"
                    + " \(today.formatted(.slashed)).")
        }
        var after = delegation
        after.endedFrom = ended.from
        return after
    }

    // MARK: Parts

    private func requireRight(over principal: Organisation.Person) throws(Refusal) {
        let own = actor.on(today)?.positions ?? []
        func isHead(_ position: Organisation.Position) -> Bool {
            position.roles.contains(where: organisation.delegation.roles.contains)
        }
        let agencies = Set(principal.positions.filter { !$0.isOver(on: today) }.map(\.agency))
        if actor.id == principal.id { return }
        if own.contains(where: { agencies.contains($0.agency) && isHead($0) }) { return }
        let heads = organisation.people.filter { person in
            person.id != principal.id
                && person.positions.contains { agencies.contains($0.agency) && isHead($0) }
        }
        let could = [principal.id] + heads.map(\.id)
        let message =
            LocalizedText(
                vi: "\(actor.name) không được cử người làm thay \(principal.name). ",
                en: "\(actor.name) may not have anybody stand in for \(principal.name). ")
            + organisation.naming(could)
        throw Refusal(
            code: .notPermitted, message: message,
            reasons: [Reason(code: .notPermitted, message: message, whoCould: could)])
    }

    private func requireSameAgency(
        _ principal: Organisation.Person, _ deputy: Organisation.Person,
        _ request: DelegationRequest
    ) throws(Refusal) {
        guard organisation.delegation.isWithinAgency else { return }
        func agencies(of person: Organisation.Person) -> [String] {
            person.positions.filter { $0.isHeld(on: request.from) }.map(\.agency)
        }
        let own = agencies(of: deputy)
        let asked = request.agency.map { [$0] } ?? agencies(of: principal)
        guard let foreign = asked.first(where: { !own.contains($0) }) else { return }
        let colleagues = organisation.people.filter {
            $0.id != principal.id && agencies(of: $0).contains(foreign)
        }
        let could = colleagues.map(\.id)
        let name = organisation.agency(foreign)?.name ?? LocalizedText(foreign)
        let message =
            LocalizedText(
                vi: "\(deputy.name) không làm ở \(name.vi): rules/organisation.yaml chỉ cho người"
                    + " cùng cơ quan làm thay (same_agency). ",
                en: "\(deputy.name) does not work at \(name.en): rules/organisation.yaml lets only"
                    + " people of the same agency stand in (same_agency). ")
            + organisation.naming(could)
        throw Refusal(Reason(code: .invalidInput, message: message, whoCould: could))
    }

    private func checkDays(_ request: DelegationRequest) throws(Refusal) {
        let (from, to) = (request.from, request.to)
        if to < from {
            throw .delegation(
                vi: "Ngày cuối \(to.formatted(.slashed)) trước ngày đầu"
                    + " \(from.formatted(.slashed)).",
                en: "The last day, \(to.formatted(.slashed)), is before the first,"
                    + " \(from.formatted(.slashed)).")
        }
        if from < today {
            throw .delegation(
                vi: "Không ủy quyền cho ngày đã qua: sớm nhất từ hôm nay,"
                    + " \(today.formatted(.slashed)).",
                en: "Nothing is delegated for days gone by: from today at the earliest,"
                    + " \(today.formatted(.slashed)).")
        }
        let count = from.days(to: to) + 1
        if let longest = organisation.delegation.longest, count > longest {
            let last = from.adding(days: longest - 1).formatted(.slashed)
            throw .delegation(
                vi: "Ủy quyền \(count) ngày, quá \(longest) ngày mà rules/organisation.yaml cho:"
                    + " chậm nhất đến \(last).",
                en: "That is \(count) days, more than the \(longest) of rules/organisation.yaml:"
                    + " until \(last) at most.")
        }
    }

    private func require(
        _ person: Organisation.Person, isThereOn day: CalendarDate
    ) throws(Refusal) {
        guard !person.positions.contains(where: { $0.isHeld(on: day) }) else { return }
        throw .delegation(
            vi: "\(person.name) không giữ chức vụ nào ngày \(day.formatted(.slashed)).",
            en: "\(person.name) holds no position on \(day.formatted(.slashed)).")
    }

    /// They hold a position on each of the days. What there is to look at is the first day and the
    /// day after each position ends.
    private func require(
        _ person: Organisation.Person, isThereFrom first: CalendarDate, to last: CalendarDate
    ) throws(Refusal) {
        try require(person, isThereOn: first)
        for end in person.positions.compactMap(\.to).sorted() where first <= end && end < last {
            try require(person, isThereOn: end.adding(days: 1))
        }
    }

    private func overlaps(_ other: Delegation, _ request: DelegationRequest) -> Bool {
        other.principal == request.principal && other.deputy == request.deputy
            && other.scope == request.scope && other.agency == request.agency
            && other.from <= request.to && request.from <= other.lastDay
    }
}

extension Organisation.Position {
    fileprivate func isOver(on day: CalendarDate) -> Bool { to.map { $0 < day } ?? false }
}

extension Refusal {
    fileprivate static func delegation(vi: String, en: String) -> Refusal {
        Refusal(Reason(code: .invalidInput, message: LocalizedText(vi: vi, en: en)))
    }
}
