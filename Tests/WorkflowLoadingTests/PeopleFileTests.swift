import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowModel

@testable import WorkflowLoading

/// An organisation whose people stand in a CSV file.
struct PeopleHome: Sendable {
    let csv: String

    static let yaml = """
        organisation: hue
        roles:
          specialist: {vi: Chuyên viên, en: Specialist}
          appraiser: {vi: Chuyên viên thẩm định, en: Appraiser}
        agencies:
          - {code: stc, name: Sở Tài chính, short: STC}
          - {code: khcn, name: Sở KH&CN}
        people: people.csv
        """

    private var sources: [DefinitionSource] {
        [
            DefinitionSource(path: "rules/organisation.yaml", text: Self.yaml),
            DefinitionSource(path: "rules/people.csv", text: csv),
        ]
    }

    func organisation() throws -> Organisation {
        let loader = LibraryLoader(MemorySources(sources))
        let rules = loader.rules()
        try #require(loader.diagnostics.isEmpty, "\(rendered)")
        #expect(rules.peopleFiles == ["rules/people.csv"])
        return rules.organisation
    }

    /// All complaints as a person sees them in English.
    var rendered: String {
        let texts = Dictionary(uniqueKeysWithValues: sources.map { ($0.path, $0.text) })
        return render(LibraryLoader.check(MemorySources(sources)), texts)
    }

    func file() throws -> PeopleFile {
        try PeopleFile(Array(csv.utf8), file: "rules/people.csv", of: try organisation())
    }
}

@Suite("People in a CSV file")
struct PeopleFileTests {
    @Test(
        "are read whatever the columns are called and however they are separated",
        arguments: [
            "id,name,agency,roles\nhoa,Hoa,stc,specialist|appraiser\n",
            "\u{FEFF}mã;họ tên;cơ quan;vai trò\r\nhoa;Hoa;Sở Tài chính;Chuyên viên, Appraiser\r\n",
            "Vai Tro\tCO QUAN\tHọ và tên\tusername\nspecialist;appraiser\tso tai chinh\tHoa\thoa",
            "id,name,agency,roles\n\n\"hoa\",\"Hoa\",STC,\"specialist,appraiser\"\n,,,\n",
        ])
    func reading(csv: String) throws {
        let people = try PeopleHome(csv: csv).organisation().people
        #expect(
            people == [
                Organisation.Person(
                    id: "hoa", name: "Hoa", agency: "stc", roles: ["specialist", "appraiser"])
            ])
    }

    @Test("several lines of one person are their positions")
    func positions() throws {
        let csv = """
            id,name,agency,roles,from,to,email,language,demo
            hoa,Hoa,stc,specialist,,30/06/2021,hoa@example.vn,en,x
            an,An,khcn,,,,,,
            hoa,Hoa,khcn,appraiser,2021-07-01,,,,
            """
        let people = try PeopleHome(csv: csv).organisation().people
        #expect(people.map(\.id) == ["hoa", "an"])
        #expect(people[0].email == "hoa@example.vn")
        #expect(people[0].language == .en)
        #expect(people[0].isDemo && !people[1].isDemo)
        #expect(
            people[0].positions == [
                .init(
                    agency: "stc", roles: ["specialist"],
                    to: CalendarDate(parsing: "2021-06-30")),
                .init(
                    agency: "khcn", roles: ["appraiser"],
                    from: CalendarDate(parsing: "2021-07-01")),
            ])
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let csv: String
        let expected: String
    }

    @Test("each mistake is one complaint at its place", arguments: mistakes)
    func complaint(_ mistake: Mistake) {
        #expect(PeopleHome(csv: mistake.csv).rendered == mistake.expected)
    }

    private static let mistakes = [
        Mistake(
            testDescription: "an unknown agency", csv: "id,name,agency\nhoa,Hoa,sct\n",
            expected: """
                rules/people.csv:2:9: error: expected the code of an agency, but there is no “sct” [unknown-name]
                 2 | hoa,Hoa,sct
                   |         ^^^
                  hint: did you mean “stc”?
                        Known here: stc, khcn
                """),
        Mistake(
            testDescription: "no agency", csv: "id,name,agency\nhoa,Hoa,\n",
            expected: """
                rules/people.csv:2:1: error: the cell of column “agency” is empty [missing-value]
                 2 | hoa,Hoa,
                   | ^^^
                """),
        Mistake(
            testDescription: "a column nobody knows",
            csv: "id,name,agency,salary\nhoa,Hoa,stc,30\n",
            expected: """
                rules/people.csv:1:16: error: expected a column, but there is no “salary” [unknown-name]
                 1 | id,name,agency,salary
                   |                ^^^^^^
                  hint: Known here: id, name, agency, roles, from, to, email, language, demo
                """),
        Mistake(
            testDescription: "one identifier for two people",
            csv: "id,name,agency\nhoa,Hoa,stc\nhoa,Hòa,khcn\n",
            expected: """
                rules/people.csv:3:1: error: “hoa” is “Hoa” and here it is “Hòa” [duplicate-name]
                 3 | hoa,Hòa,khcn
                   | ^^^
                  hint: another person needs another id; a further position of the same person has the same name
                rules/people.csv:2:1: note: first written here
                 2 | hoa,Hoa,stc
                   | ^^^
                """),
        Mistake(
            testDescription: "an end before the beginning",
            csv: "id,name,agency,from,to\nhoa,Hoa,stc,2021-07-01,2021-06-30\n",
            expected: """
                rules/people.csv:2:24: error: “to” (2021-06-30) must not be before “from” (2021-07-01) [wrong-order]
                 2 | hoa,Hoa,stc,2021-07-01,2021-06-30
                   |                        ^^^^^^^^^^
                """),
    ]
}

@Suite("Changing people in a CSV file")
struct PeopleFileChangeTests {
    @Test("what is not changed stays written as it was")
    func untouched() throws {
        let csv = "\u{FEFF}mã;cơ quan;họ tên\r\nhoa;\"Sở Tài chính\";Hoa\r\nan; khcn ;An"
        var file = try PeopleHome(csv: csv).file()
        let lan = Organisation.Person(id: "lan", name: "Lan; \"Lan\"", agency: "stc", roles: [])
        file.put(lan)
        #expect(
            String(decoding: file.bytes(), as: UTF8.self) == csv
                + "\r\nlan;stc;\"Lan; \"\"Lan\"\"\"\r\n")
    }

    @Test("columns are added when somebody needs them, titled as the others are")
    func columns() throws {
        var file = try PeopleHome(csv: "mã,họ tên,cơ quan\nhoa,Hoa,stc\n").file()
        file.put(
            Organisation.Person(
                id: "an", name: "An",
                positions: [
                    .init(
                        agency: "khcn", roles: ["specialist", "appraiser"],
                        to: CalendarDate(parsing: "2021-06-30"))
                ]))
        #expect(
            String(decoding: file.bytes(), as: UTF8.self) == """
                mã,họ tên,cơ quan,vai trò,đến ngày
                hoa,Hoa,stc
                an,An,khcn,specialist|appraiser,2021-06-30

                """)
    }

    @Test("what was written is read back as it was meant")
    func roundTrip() throws {
        var file = try PeopleHome(csv: "id,name,agency\nhoa,Hoa,stc\n").file()
        let people = [
            Organisation.Person(
                id: "an", name: "An \"A\", b\nc",
                positions: [
                    .init(agency: "khcn", roles: ["specialist"]),
                    .init(
                        agency: "stc", roles: [], from: CalendarDate(parsing: "2022-01-01"),
                        to: CalendarDate(parsing: "2023-01-01")),
                ], isDemo: true, email: "a@example.vn", language: .en),
            Organisation.Person(id: "hoa", name: "Hoa", agency: "khcn", roles: ["appraiser"]),
        ]
        #expect(people.map { file.put($0) } == [true, true])
        #expect(people.map { file.put($0) } == [false, false])
        let written = String(decoding: file.bytes(), as: UTF8.self)
        let read = try PeopleHome(csv: written).organisation()
        for person in people { #expect(read.person(person.id) == person) }
    }
}
