import Diagnostics
import Foundation
import Synchronization
import WorkflowCommands
import WorkflowLoading
import WorkflowModel
import WorkflowServer

/// Definitions that were read once need not be read again for every office that has the same: not
/// optimised, it takes longer than most tests.
enum KnownDefinitions {
    /// By the paths in the home and the contents of all files.
    private static let libraries = Mutex([[String: Data]: Library]())

    static func read(_ home: Home) throws(DiagnosticsError) -> Library {
        let files = contents(of: home)
        if let library = libraries.withLock({ $0[files] }) { return library }
        let library = try Office.definitions(of: home)
        libraries.withLock { $0[files] = library }
        return library
    }

    private static func contents(of home: Home) -> [String: Data] {
        var files: [String: Data] = [:]
        for (name, folder) in [("workflows", home.workflows), ("rules", home.rules)] {
            for file in FileManager.default.enumerator(atPath: folder) ?? .init() {
                guard let file = file as? String else { continue }
                // A folder has none.
                files["\(name)/\(file)"] = FileManager.default.contents(
                    atPath: "\(folder)/\(file)")
            }
        }
        return files
    }
}
