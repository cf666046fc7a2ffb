import Foundation
import JSON
import WorkflowCalendar

/// The scenarios of the office, beside the repository or where `WF_SHARED` says: read, never copied.
enum ScenarioFile {
    static var isPresent: Bool { FileManager.default.fileExists(atPath: path) }

    private static var path: String {
        let beside = Office.home.appending(path: "../shared").standardizedFileURL.path
        let shared = ProcessInfo.processInfo.environment["WF_SHARED"] ?? beside
        return shared + "/domain/scenarios.json"
    }

    static func scenario(_ id: String) throws -> Scenario {
        let file = try JSON.parse(try String(contentsOfFile: path, encoding: .utf8))
        let found = (file["scenarios"].array ?? []).first { $0["id"].string == id }
        guard let found else { throw Missing(what: id) }
        return Scenario(json: found)
    }

    struct Missing: Error {
        let what: String
    }
}

/// One of them.
struct Scenario {
    let json: JSON

    func given(_ name: String) throws -> String { try text(json["given"][name], name) }

    func expected(_ name: String) throws -> String { try text(json["expected"][name], name) }

    /// A date that is expected.
    func date(_ name: String) throws -> CalendarDate {
        guard let date = CalendarDate(parsing: try expected(name)) else {
            throw ScenarioFile.Missing(what: name)
        }
        return date
    }

    private func text(_ json: JSON, _ name: String) throws -> String {
        guard let text = json.string else { throw ScenarioFile.Missing(what: name) }
        return text
    }
}
