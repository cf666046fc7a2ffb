import Diagnostics
import HTTPTypes
import JSON
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

extension Endpoint {
    static let people = [
        listAgencies, getAgency, listPeople, getPerson, listDelegations, delegate, endDelegation,
    ]

    private static let search = Parameter.query("search", "Called so, with or without marks.")

    private static let listAgencies = Endpoint(
        .get, "/agencies", id: "listAgencies", .people,
        LocalizedText(vi: "Các cơ quan", en: "The agencies"),
        parameters: [search, .query("all", "Those that exist no more, too.", .bool)],
        answers: [
            .json(
                200, .object(required("agencies", .list(.reference("Agency")))), "The agencies.")
        ]
    ) { call in
        let organisation = call.engine.rules.organisation
        let (search, all, today) = (call.query("search"), call.flag("all") ?? false, call.today)
        let agencies = organisation.agencies.filter { agency in
            (all || agency.exists(on: today)) && (search.map { agency.mentions($0) } ?? true)
        }
        return .json([
            "agencies": .array(agencies.map { $0.view(in: organisation, on: today) })
        ])
    }

    private static let getAgency = Endpoint(
        .get, "/agencies/{agency}", id: "getAgency", .people,
        LocalizedText(vi: "Một cơ quan", en: "An agency"),
        parameters: [.path("agency", "Its code or a name.")],
        answers: [.json(200, .object(required("agency", .reference("Agency"))), "The agency.")],
        refusals: [.notFound]
    ) { call in
        let organisation = call.engine.rules.organisation
        let code = try organisation.code(ofAgency: call.path("agency"))
        let agency = organisation.agency(code)
        return .json(["agency": agency?.view(in: organisation, on: call.today) ?? .null])
    }

    private static let listPeople = Endpoint(
        .get, "/people", id: "listPeople", .people,
        LocalizedText(vi: "Mọi người", en: "The people"),
        parameters: [
            .query("agency", "Of this agency."), .query("role", "With this role."), search,
            .query("all", "Those who have left, too.", .bool),
        ],
        answers: [
            .json(200, .object(required("people", .list(.reference("Person")))), "The people.")
        ],
        refusals: [.notFound]
    ) { call in
        let organisation = call.engine.rules.organisation
        let agency = try call.query("agency").map { text throws(Failure) in
            try organisation.code(ofAgency: text)
        }
        let role = try call.query("role").map { text throws(Failure) in
            try organisation.code(ofRole: text)
        }
        let search = call.query("search")
        let all = call.flag("all") ?? false ? organisation.everybody : organisation.people
        let people = all.filter { person in
            person.positions.contains { position in
                (agency.map { $0 == position.agency } ?? true)
                    && (role.map(position.roles.contains) ?? true)
            } && (search.map { person.mentions($0) } ?? true)
        }
        return .json([
            "people": .array(
                people.map { $0.view(isPresent: organisation.present($0.id) != nil) })
        ])
    }

    private static let getPerson = Endpoint(
        .get, "/people/{person}", id: "getPerson", .people,
        LocalizedText(vi: "Một người", en: "A person"),
        parameters: [.path("person", "The identifier.")],
        answers: [.json(200, .object(required("person", .reference("Person"))), "The person.")],
        refusals: [.notFound]
    ) { call in
        let organisation = call.engine.rules.organisation
        let id = try organisation.knownPerson(call.path("person"))
        let isPresent = organisation.present(id) != nil
        return .json(["person": organisation.person(id)?.view(isPresent: isPresent) ?? .null])
    }

    // MARK: Delegations

    private static let listDelegations = Endpoint(
        .get, "/delegations", id: "listDelegations", .delegations,
        LocalizedText(vi: "Ai làm thay ai", en: "Who stands in for whom"),
        parameters: [
            .query("person", "By or to this person."),
            .query("all", "Those that are over, too.", .bool),
        ],
        answers: [
            .json(
                200, .object(required("delegations", .list(.reference("Delegation")))),
                "The delegations.")
        ],
        refusals: [.notFound]
    ) { call in
        let engine = call.engine
        let person = try call.query("person").map { id throws(Failure) in
            try engine.rules.organisation.knownPerson(id)
        }
        let all = call.flag("all") ?? false
        let found = try await engine.delegations(
            DelegationQuery(heldSince: all ? nil : call.today)
        ).filter { delegation in
            person.map { [delegation.principal, delegation.deputy].contains($0) } ?? true
        }
        return .json(["delegations": .array(found.map { $0.view(on: call.today) })])
    }

    private static let delegationAnswer = Schema.object(
        required("delegation", .reference("Delegation")))

    private static let delegate = Endpoint(
        .post, "/delegations", id: "delegate", .delegations,
        LocalizedText(vi: "Ủy quyền cho người khác", en: "Have somebody stand in"),
        scope: .write,
        body: .json(
            .object(
                required("deputy", .text(1...128), "Who stands in."),
                optional("principal", .text(1...128), "For whom; by default the caller."),
                required("from", Schema.date, "The first day."),
                required("until", Schema.date, "The last day."),
                optional("workflows", .list(.text(1...200), atMost: 100), "Only these."),
                optional("actions", .list(.text(1...200), atMost: 100), "Only these."),
                optional("agency", .text(1...200), "Only the position in this agency."),
                optional("note", .text(0...20_000))),
            example: ["deputy": "tc.nam", "from": "2021-12-15", "until": "2021-12-20"]),
        answers: [.json(201, delegationAnswer, "It is given.")],
        refusals: [.notFound, .conflict]
    ) { call in
        let engine = call.engine
        let organisation = engine.rules.organisation
        let person = try call.person
        func names(_ member: String) -> [String] {
            call.body[member].array?.compactMap(\.string) ?? []
        }
        let request = DelegationRequest(
            principal: try organisation.knownPerson(call.body["principal"].string ?? person),
            deputy: try organisation.knownPerson(call.body["deputy"].string ?? ""),
            kind: .delegation, from: try call.date("from"), to: try call.date("until"),
            scope: Delegation.Scope(workflows: names("workflows"), actions: names("actions")),
            agency: try call.body["agency"].string.map { text throws(Failure) in
                try organisation.code(ofAgency: text)
            }, note: call.note)
        try request.scope.check(in: engine.library)
        let (delegation, _) = try await engine.delegate(request, as: person)
        return .json(["delegation": delegation.view(on: call.today)], status: .created)
    }

    private static let endDelegation = Endpoint(
        .post, "/delegations/{number}/end", id: "endDelegation", .delegations,
        LocalizedText(vi: "Chấm dứt ủy quyền", en: "End a delegation"), scope: .write,
        parameters: [.path("number", "Its number.", .integer(1...1_000_000_000))],
        body: .json(
            .object(
                optional("from", Schema.date, "The first day it holds no more; by default today."),
                optional("note", .text(0...20_000))), isRequired: false),
        answers: [.json(200, delegationAnswer, "It ends.")],
        refusals: [.notFound, .conflict]
    ) { call in
        let day = call.body["from"].string == nil ? call.today : try call.date("from")
        let (delegation, _) = try await call.engine.endDelegation(
            Int(call.path("number")) ?? 0, from: day, note: call.note, as: try call.person)
        return .json(["delegation": delegation.view(on: call.today)])
    }
}

extension APICall {
    /// A date in the body.
    ///
    /// - Throws: `bad-date`, naming the member.
    func date(_ member: String) throws(Failure) -> CalendarDate {
        let text = body[member].string ?? ""
        if let date = CalendarDate(parsing: text) { return date }
        var failure = Failure.badDate(text, .invalid, as: member)
        failure.details = [("pointer", .string("/" + member))]
        throw failure
    }
}
