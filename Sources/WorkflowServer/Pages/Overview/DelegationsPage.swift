import Diagnostics
import HTTPTypes
import Hummingbird
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

/// `/delegations`: who stands in for whom; gives and ends it.
struct DelegationsPage {
    let visit: Visit

    func response() async throws -> Response {
        try await list(flash: try await flash(), refusal: nil, status: .ok)
    }

    private func list(
        flash: PageLayout.Flash?, refusal: RefusalBox?, status: HTTPResponse.Status
    ) async throws -> Response {
        let today = visit.clock().today
        let withOver = visit.query("all") == "true"
        let found = try await visit.engine.delegations(
            DelegationQuery(heldSince: withOver ? nil : today))
        let content = DelegationsContent(
            delegations: found.reversed(), withOver: withOver, today: today,
            organisation: visit.organisation,
            workflows: Dictionary(
                visit.workflows.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first }
            ),
            user: visit.user, refusal: refusal)
        let layout = visit.layout(
            title: Place.delegations.title.spoken, place: .delegations, flash: flash)
        return Response(layout.page(content.html), status: status)
    }

    /// What was just done, by the number in the query: told from the register, never from the address.
    private func flash() async throws -> PageLayout.Flash? {
        func one(_ name: String) async throws -> Delegation? {
            guard let number = visit.query(name).flatMap({ Int($0) }) else { return nil }
            return try await visit.engine.delegations(DelegationQuery(number: number)).first
        }
        func name(_ id: String) -> String { visit.organisation.person(id)?.name ?? id }
        if let given = try await one("given") {
            return PageLayout.Flash(
                say(
                    vi: "\(name(given.deputy)) làm thay \(name(given.principal)), "
                        + given.days.spoken + ".",
                    en: "\(name(given.deputy)) stands in for \(name(given.principal)), "
                        + given.days.spoken + "."))
        }
        if let ended = try await one("ended"), ended.endedFrom != nil {
            return PageLayout.Flash(
                say(
                    vi: "\(name(ended.deputy)) không còn làm thay \(name(ended.principal)).",
                    en: "\(name(ended.deputy)) no longer stands in for \(name(ended.principal))."))
        }
        return nil
    }

    // MARK: Giving

    func form() throws -> Response {
        visit.page(content(typed: nil, [:]), place: .delegations)
    }

    func give() async throws -> Response {
        let sent = try await visit.sentForm()
        let form = sent.values
        func given(_ name: String) -> String? {
            form[name].map { TextFolding.nfc($0.trimmingSpaces()) }.flatMap {
                $0.isEmpty ? nil : $0
            }
        }
        var faults: [String: String] = [:]
        let missing = say(vi: "chưa nhập", en: "is missing")
        let from = visit.day(given("from"), "from", &faults)
        let until = visit.day(given("until"), "until", &faults)
        if given("from") == nil { faults["from"] = missing }
        if given("until") == nil { faults["until"] = missing }
        if given("deputy") == nil { faults["deputy"] = say(vi: "chưa chọn", en: "is missing") }
        if let page = try await visit.review(
            sent, place: .delegations, { content(typed: form, faults) })
        {
            return page
        }
        guard faults.isEmpty, let from, let until, let deputy = given("deputy") else {
            return visit.page(
                content(typed: form, faults), place: .delegations, status: .unprocessableContent)
        }
        let request = DelegationRequest(
            principal: given("principal") ?? visit.user, deputy: deputy,
            kind: given("kind") == "absence" ? .absence : .delegation, from: from, to: until,
            scope: .init(workflows: given("workflow").map { [$0] } ?? []), note: given("note"))
        do {
            let (delegation, _) = try await visit.engine.delegate(request, as: visit.user)
            return .seeOther("/delegations?given=\(delegation.number)")
        } catch {
            let failure = Failure(error)
            guard failure.pageStatus.kind != .serverError else { throw error }
            var content = content(typed: form, [:])
            content.refusal = RefusalBox(failure, visit.organisation)
            return visit.page(content, place: .delegations, status: failure.pageStatus)
        }
    }

    private func content(typed: FormValues?, _ faults: [String: String]) -> FormContent {
        let organisation = visit.organisation
        func people(_ chosen: String?) -> [FormField.Option] {
            let byAgency = organisation.agencies.flatMap { agency in
                organisation.people(role: nil, agency: agency.code)
                    .filter { $0.agency == agency.code }
                    .map { ($0, agency.name.spoken) }
            }
            return byAgency.map { person, agency in
                .init(person.id, person.name, isChosen: person.id == chosen, group: agency)
            }
        }
        let principal = typed?["principal"] ?? visit.user
        var content = FormContent(
            title: say(vi: "Ủy quyền cho người khác", en: "Have somebody stand in"),
            lead: say(
                vi:
                    "Trong những ngày này người được ủy quyền làm được những việc của bạn. Hết ngày cuối"
                    + " thì tự hết.",
                en:
                    "On these days the deputy can do what is yours to do. It ends by itself after the"
                    + " last day."),
            back: (Place.delegations.title.spoken, "/delegations"), action: "/delegations/new",
            submit: say(vi: "Ủy quyền", en: "Have them stand in"),
            fields: [
                FormField(
                    "deputy", say(vi: "Người làm thay", en: "Deputy"),
                    .one(people(typed?["deputy"]).filter { $0.value != visit.user }),
                    fault: faults["deputy"], isRequired: true),
                FormField(
                    "from", say(vi: "Từ ngày", en: "From"), .line(isShort: true),
                    value: typed?["from"] ?? visit.clock().today.formatted(.slashed),
                    hint: say(vi: "ngày/tháng/năm", en: "day/month/year"), fault: faults["from"],
                    isRequired: true),
                FormField(
                    "until", say(vi: "Đến hết ngày", en: "Until the end of"), .line(isShort: true),
                    value: typed?["until"] ?? "",
                    hint: say(vi: "ngày/tháng/năm", en: "day/month/year"), fault: faults["until"],
                    isRequired: true),
                FormField(
                    "kind", say(vi: "Bạn có ở cơ quan không", en: "Are you there"),
                    .one([
                        .init(
                            "delegation",
                            say(
                                vi: "Có – cả hai cùng nhận tin báo",
                                en: "Yes – both are told of what happens"),
                            isChosen: typed?["kind"] == "delegation"),
                        .init(
                            "absence",
                            say(
                                vi: "Không, đi vắng – chỉ người làm thay nhận tin báo",
                                en: "No, away – only the deputy is told"),
                            isChosen: typed?["kind"] == "absence"),
                    ])),
                FormField(
                    "note", say(vi: "Căn cứ, lý do", en: "On what basis, or why"), .area,
                    value: typed?["note"] ?? ""),
            ])
        content.more = [
            FormField(
                "workflow", say(vi: "Chỉ loại hồ sơ này", en: "Only items of this kind"),
                .one(
                    visit.workflows.map {
                        .init($0.name, $0.title, isChosen: $0.name == typed?["workflow"])
                    })),
            FormField(
                "principal", say(vi: "Thay cho ai", en: "For whom"), .one(people(principal)),
                hint: say(
                    vi: "Mặc định là bạn. Lãnh đạo được làm việc này cho người của cơ quan mình.",
                    en:
                        "You, unless you choose another. Heads may do this for those of their agency."
                )
            ),
        ]
        return content
    }

    // MARK: Ending

    func end() async throws -> Response {
        _ = try await visit.form()
        guard let number = Int(try visit.part("number")) else { throw HTTPError(.notFound) }
        do {
            _ = try await visit.engine.endDelegation(
                number, from: visit.clock().today, as: visit.user)
            return .seeOther("/delegations?ended=\(number)")
        } catch {
            let failure = Failure(error)
            guard failure.pageStatus.kind != .serverError, failure.status != .notFound else {
                throw error
            }
            return try await list(
                flash: nil, refusal: RefusalBox(failure, visit.organisation),
                status: failure.pageStatus)
        }
    }
}
