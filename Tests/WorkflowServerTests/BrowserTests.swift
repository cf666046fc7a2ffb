import Foundation
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowServer

/// The pages in Chromium; see Tests/Browser/README.md.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isThere,
        "needs chromium and python3-venv: apt-get install chromium python3-venv"))
struct BrowserTests {
    @Test("From the sign-in, three estimates are appraised in under two minutes")
    func financeDay() async throws {
        try await Browser.run(
            "finance_day.py", in: House(isOpen: true), as: ["tc.hoa", "khcn.linh"])
    }

    @Test("Texts that try to be markup stay text")
    func hostile() async throws {
        let text = HostileTextTests.texts.joined(separator: " ")
        let house = try await HostileTextTests.house(text, isOpen: true)
        func json(_ texts: [String]) throws -> String {
            String(decoding: try JSONSerialization.data(withJSONObject: texts), as: UTF8.self)
        }
        try await Browser.run(
            "hostile.py", in: house, as: ["tc.hoa", "tc.nam", "khcn.linh", "khcn.minh"],
            environment: [
                "WF_PATHS": try json(HostileTextTests.paths + HostileTextTests.morePaths),
                "WF_TEXT": text, "WF_TEXTS": try json(HostileTextTests.texts),
                "WF_SETUP": try await house.invitation("khcn.an"),
            ])
    }

    @Test("Numbers of an estimate stay what was typed, and lines are added to it")
    func estimate() async throws {
        try await Browser.run("estimate.py", in: House(isOpen: true), as: ["khcn.linh"])
    }

    @Test("One long word makes no page wider than the screen")
    func longWords() async throws {
        let address = "https://vi-du.vn/" + String(repeating: "thong_tin_", count: 15)
        let house = try await HostileTextTests.house(address, isOpen: true)
        let paths = try JSONSerialization.data(
            withJSONObject: HostileTextTests.paths + HostileTextTests.morePaths + [
                "/search?q=thong"
            ])
        try await Browser.run(
            "long_words.py", in: house, as: ["tc.hoa", "khcn.linh", "khcn.minh"],
            environment: ["WF_PATHS": String(decoding: paths, as: UTF8.self)])
    }

    @Test("A second person is told of what the first one changed")
    func told() async throws {
        try await Browser.run(
            "told.py", in: House(isOpen: true), as: ["khcn.linh", "khcn.minh"])
    }

    @Test("The core of the work needs no script")
    func plain() async throws {
        try await Browser.run("plain.py", in: House(isOpen: true), as: ["tc.hoa"])
    }
}

/// A suite of its own, so that it need not wait for the others, which go one after the other.
@Suite(
    .enabled(
        if: Browser.isThere,
        "needs chromium and python3-venv: apt-get install chromium python3-venv"))
struct AllPagesBrowserTests {
    @Test("Every page fits the screen, and is usable by keyboard, screen reader and on paper")
    func accessible() async throws {
        let house = try await House(isOpen: true)
        try await Browser.run(
            "accessible.py", in: house, as: Self.everybody,
            environment: try await Self.pages(house))
    }

    @Test(
        "Screenshots of every page, to be looked at",
        .enabled(if: ProcessInfo.processInfo.environment["WF_BROWSER_SHOTS"] != nil))
    func looks() async throws {
        let house = try await House(isOpen: true)
        try await Browser.run(
            "look.py", in: house, as: Self.everybody, environment: try await Self.pages(house))
    }

    @Test(
        "A script of one's own, while working on pages",
        .enabled(if: ProcessInfo.processInfo.environment["WF_BROWSER_SCRIPT"] != nil))
    func ownScript() async throws {
        let script = try #require(ProcessInfo.processInfo.environment["WF_BROWSER_SCRIPT"])
        let house = try await House(isOpen: true)
        try await Browser.run(
            script, in: house, as: Self.everybody, environment: try await Self.pages(house))
    }

    private static let everybody = [
        "tc.hoa", "tc.nam", "khcn.linh", "khcn.minh", "ubnd.vice", "bo.anh",
    ]

    /// What scripts that go through all pages have to know.
    private static func pages(_ house: House) async throws -> [String: String] {
        [
            "WF_WORKFLOWS": house.office.engine.library.workflows.keys.sorted()
                .joined(separator: ","),
            "WF_SETUP": try await house.invitation("khcn.an"),
        ]
    }
}
