import Foundation
import Testing

/// Whole texts kept beside the tests. `WF_RECORD=1 swift test` writes them anew.
enum Snapshot {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Snapshots")

    static func expect(
        _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appendingPathComponent(name + ".txt")
        if ProcessInfo.processInfo.environment["WF_RECORD"] == "1" {
            try Data(text.utf8).write(to: file)
            return
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        guard let kept else {
            Issue.record(
                "there is no snapshot \(name); WF_RECORD=1 makes one",
                sourceLocation: sourceLocation)
            return
        }
        #expect(text == kept, "differs from Snapshots/\(name).txt", sourceLocation: sourceLocation)
    }
}
