import Diagnostics
import Foundation
import Testing
import WorkflowCalendar
import WorkflowModel

@testable import WorkflowLoading

/// The definitions that come with the program, in `workflows/` and `rules/`.
@Suite("The shipped definitions")
struct ShippedDefinitionTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let folders = ["workflows", "rules"].map {
        root.appendingPathComponent($0).path
    }

    @Test("load without a diagnostic")
    func clean() {
        let loader = LibraryLoader(paths: Self.folders)
        _ = loader.library()
        let renderer = DiagnosticRenderer(language: .en) {
            try? String(contentsOfFile: $0, encoding: .utf8)
        }
        #expect(renderer.render(loader.diagnostics) == "")
    }

    @Test("hold the plan: 16 activities, 7 objectives with 8 indicators, 5 and 4 projects")
    func plan() throws {
        let library = LibraryLoader(paths: Self.folders).library()
        let plan = try #require(library.plans["plan-149-2021"])
        #expect(plan.activities.count == 16)
        let letters = ["a", "b", "c", "d", "đ", "e", "g"]
        #expect(plan.objectives.map(\.id) == letters.map { "I.2." + $0 })
        #expect(plan.objectives.flatMap(\.indicators).count == 8)
        #expect(plan.projects.count { $0.status == .approved } == 5)
        #expect(plan.projects.count { $0.status == .proposed } == 4)
    }

    @Test(
        "keep quantities as the document has them",
        arguments: [
            ("01-02 dự án", Int64(1), Int64(2), "dự án"), ("02 lớp", 2, 2, "lớp"),
            ("04", 4, 4, nil),
        ] as [(String, Int64, Int64, String?)])
    func quantities(_ text: String, _ minimum: Int64, _ maximum: Int64, _ unit: String?) throws {
        let library = LibraryLoader(paths: Self.folders).library()
        let plan = try #require(library.plans["plan-149-2021"])
        let quantities = plan.activities.compactMap { activity -> Quantity? in
            if case .quantity(let quantity)? = activity.fields["quantity"] { quantity } else { nil }
        }
        let quantity = try #require(quantities.first { $0.text == text })
        #expect(quantity.minimum == minimum)
        #expect(quantity.maximum == maximum)
        #expect(quantity.unit == unit)
    }

    @Test(
        "call the province by its name of the day",
        arguments: [
            ("2021-04-14", "tỉnh", "thành phố"), ("2024-12-31", "tỉnh", "thành phố"),
            ("2025-01-01", "thành phố", "tỉnh"),
        ])
    func province(_ day: String, _ called: String, _ other: String) throws {
        let library = LibraryLoader(paths: Self.folders).library()
        let date = try #require(CalendarDate(parsing: day))
        let organisation = library.rules.organisation.on(date)
        for code in ["ubnd-tinh", "vp-ubnd-tinh", "hdnd-tinh"] {
            let agency = try #require(organisation.agency(code))
            for name in [agency.name.vi, agency.shortName].compactMap(\.self) {
                #expect(name.contains(called) && !name.contains(other), "\(name)")
            }
        }
    }

    @Test("leave the name of the province to agencies, which have it by the day")
    func titles() {
        let library = LibraryLoader(paths: Self.folders).library()
        var titles = library.rules.organisation.roles.map(\.title)
        for state in library.workflows.values.flatMap(\.states) {
            titles.append(state.title)
            for action in state.actions {
                titles += [action.title, action.explanation].compactMap(\.self)
            }
        }
        #expect(titles.count > 100)
        for title in titles {
            #expect(!title.vi.contains("UBND tỉnh") && !title.vi.contains("thành phố Huế"))
        }
    }
}
