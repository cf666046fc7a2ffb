import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowModel

@Suite("An organisation changes with the days")
struct OrganisationTests {
    static let organisation = Organisation(
        name: "hue",
        roles: [
            .init(code: "specialist", title: LocalizedText("Specialist")),
            .init(code: "head", title: LocalizedText("Head")),
        ],
        agencies: [
            .init(
                code: "ubnd-tinh", name: LocalizedText("UBND tỉnh"), shortName: "UBND",
                renamings: [
                    .init(from: date("2025-01-01"), name: LocalizedText("UBND thành phố")),
                    .init(
                        from: date("2030-01-01"), name: LocalizedText("UBND Huế"),
                        shortName: "UBNDH"),
                ]),
            .init(
                code: "tttt", name: LocalizedText("Sở TT&TT"), validTo: date("2025-02-28"),
                successor: "khcn"),
            .init(
                code: "khcn", name: LocalizedText("Sở KH&CN"), validTo: date("2026-12-31"),
                successor: "moi"),
            .init(code: "moi", name: LocalizedText("Sở Mới"), validFrom: date("2027-01-01")),
        ],
        people: [
            .init(
                id: "lan", name: "Lan",
                positions: [
                    .init(agency: "tttt", roles: ["specialist"], to: date("2021-06-30")),
                    .init(agency: "tttt", roles: ["head"], from: date("2021-07-01")),
                ]),
            .init(
                id: "an", name: "An",
                positions: [
                    .init(agency: "khcn", roles: ["specialist"]),
                    .init(agency: "ubnd-tinh", roles: ["head"]),
                ]),
            .init(
                id: "cu", name: "Cũ",
                positions: [.init(agency: "khcn", roles: [], to: date("2020-12-31"))]),
        ])

    @Test(
        "an agency bears the name of the day",
        arguments: [
            ("2021-04-14", "UBND tỉnh", "UBND"), ("2024-12-31", "UBND tỉnh", "UBND"),
            ("2025-01-01", "UBND thành phố", "UBND"), ("2031-05-01", "UBND Huế", "UBNDH"),
        ])
    func names(day: String, name: String, short: String) throws {
        let agency = try #require(Self.organisation.on(date(day)).agency("ubnd-tinh"))
        #expect(agency.name.vi == name)
        #expect(agency.shortName == short)
    }

    @Test("seen on one day and then on another, it is as on the other")
    func seenTwice() throws {
        let later = Self.organisation.on(date("2031-01-01"))
        let agency = try #require(later.on(date("2021-01-01")).agency("ubnd-tinh"))
        #expect(agency.name.vi == "UBND tỉnh")
        #expect(later.on(date("2020-01-01")).present("cu") != nil)
    }

    @Test(
        "it is found by any name it ever bore", arguments: ["ubnd tinh", "UBND THÀNH PHỐ", "ubndh"])
    func called(text: String) {
        let organisation = Self.organisation.on(date("2021-01-01"))
        #expect(organisation.agency(called: text)?.code == "ubnd-tinh")
    }

    @Test(
        "its work passes to whom it was merged into, and on",
        arguments: [
            ("tttt", "2025-02-28", "tttt"), ("tttt", "2025-03-01", "khcn"),
            ("tttt", "2027-01-01", "moi"), ("khcn", "2026-12-31", "khcn"), ("x", "2027-01-01", "x"),
        ])
    func successors(code: String, day: String, holder: String) {
        #expect(Self.organisation.holder(ofWorkOf: code, on: date(day)) == holder)
    }

    @Test(
        "people are what they are on the day",
        arguments: [
            ("lan", "2021-06-30", "specialist"), ("lan", "2021-07-01", "head"),
            ("an", "2021-01-01", "specialist"), ("cu", "2020-12-31", ""), ("cu", "2021-01-01", nil),
        ])
    func positions(id: String, day: String, roles: String?) {
        let person = Self.organisation.on(date(day)).present(id)
        #expect(person?.roles.joined() == roles)
    }

    @Test("who is gone still has a name")
    func gone() {
        let today = Self.organisation.on(date("2021-01-01"))
        #expect(today.person("cu")?.name == "Cũ")
        #expect(today.people.map(\.id) == ["lan", "an"])
        #expect(today.everybody.count == 3)
    }

    @Test("a role counts in the agency it is held in")
    func rolesPerAgency() {
        func heads(_ agency: String) -> [String] {
            Self.organisation.people(role: "head", agency: agency).map(\.id)
        }
        #expect(heads("ubnd-tinh") == ["an"])
        #expect(heads("khcn") == [])
    }
}

private func date(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(parsing: text) else { preconditionFailure("no date: \(text)") }
    return date
}
