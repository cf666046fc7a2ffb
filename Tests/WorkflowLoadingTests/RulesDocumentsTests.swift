import Testing
import WorkflowModel

@testable import WorkflowLoading

@Suite("Rules on documents")
struct RulesDocumentsTests {
    @Test("there are usual ones where none are written")
    func usual() {
        let rules = LoadedRules(smallOrganisation).rules.documents
        #expect(rules.files.sizeLimit == 50 << 20)
        #expect(rules.files.types == DocumentRules.Files.usualTypes)
        #expect(rules.offices.isEmpty)
    }

    @Test("are read as written")
    func decoding() throws {
        let loaded = LoadedRules(
            smallOrganisation,
            """
            documents:
              files: {size_limit: 500 KB, types: [pdf, zip]}
              types: [{code: PXL, title: {vi: Phiếu xin lỗi, en: Apology}, kind: giay-xin-loi}]
              offices:
                - {agency: so-khcn, symbol: SKHCN, place: Huế, numbered_by: {role: [clerk, director]},
                   late: suffix, after: {2021: {TTr: 11, PXL: 2}}}
            """)
        #expect(loaded.rendered == "")
        let rules = loaded.rules.documents
        #expect(rules.files.sizeLimit == 500 << 10)
        #expect(rules.files.types == [.pdf, .zip])
        let office = try #require(rules.office("so-khcn"))
        #expect(office.numberingRoles == ["clerk", "director"])
        #expect(office.numberingAgency == "so-khcn")
        #expect(office.lateNumber == .suffix)
        #expect(office.series == .byType)
        #expect(office.lastNumber(of: "TTr", in: 2021) == 11)
        #expect(office.lastNumber(of: "PXL", in: 2021) == 2)
        #expect(office.lastNumber(of: "TTr", in: 2022) == 0)
    }

    @Test(
        "a type is meant by its abbreviation, kind or title",
        arguments: [
            ("TTr", "TTr"), ("to-trinh", "TTr"), ("Tờ trình", "TTr"), ("to trinh", "TTr"),
            ("CT", "CT"), ("CTr", "CTr"), ("HD", "HD"), ("HĐ", "HĐ"), ("cong-van", "CV"),
            ("Quyết định", "QĐ"), ("xx", nil), ("hđ", nil),
        ] as [(String, String?)])
    func types(name: String, code: String?) {
        #expect(DocumentRules().type(called: name)?.code == code)
    }

    @Test("each mistake is one complaint at its place", arguments: mistakes)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static let mistakes = [
        BadText(
            "an agency there is not",
            [
                smallOrganisation,
                """
                documents:
                  offices:
                    - {agency: so-khc, symbol: A, place: H, numbered_by: {role: clerk}}
                """,
            ],
            """
            b.yaml:3:16: error: expected the code of an agency, but there is no “so-khc” [unknown-name]
             3 |     - {agency: so-khc, symbol: A, place: H, numbered_by: {role: clerk}}
               |                ^^^^^^
              hint: did you mean “so-khcn”?
                    Known here: so-khcn
            """),
        BadText(
            "a size that is none",
            [
                smallOrganisation,
                """
                documents:
                  files: {size_limit: 50MB}
                """,
            ],
            """
            b.yaml:2:23: error: expected a size, such as 50 MB, found the text “50MB” [wrong-type]
             2 |   files: {size_limit: 50MB}
               |                       ^^^^
            """),
        BadText(
            "the last number of a type there is not",
            [
                smallOrganisation,
                """
                documents:
                  offices:
                    - {agency: so-khcn, symbol: A, place: H, numbered_by: {role: clerk},
                       after: {2021: {TTX: 3}}}
                """,
            ],
            """
            b.yaml:4:23: error: expected a type of document, but there is no “TTX” [unknown-name]
             4 |        after: {2021: {TTX: 3}}}
               |                       ^^^
              hint: did you mean “TTr”?
                    Known here: CV, NQ, QĐ, CT, QC, QyĐ, TC, TB, HD, CTr, KH, PA, ĐA, DA, BC, BB, TTr, HĐ, CĐ,
                    BGN, BTT, GUQ, GM, GGT, GNP, PG, PC, PB
            """),
    ]
}
