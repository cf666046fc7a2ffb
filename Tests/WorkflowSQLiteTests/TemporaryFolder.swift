import Foundation

/// A folder that is gone with the test.
final class TemporaryFolder: Sendable {
    let root: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "wf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        root = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    func path(_ name: String) -> String { root + "/" + name }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: path(name)))
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path(name))))
    }

    /// The name and content of every file.
    func contents() throws -> [String: [UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: root)
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try read($0)) })
    }
}
