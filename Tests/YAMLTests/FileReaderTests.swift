import Diagnostics
import Foundation
import Testing
import YAML

@Suite("Reading files")
struct FileReaderTests {
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "wf-yaml-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { directory.appending(path: name).path }

    private func cleanUp() throws { try FileManager.default.removeItem(at: directory) }

    @Test("a file is read whole", arguments: [0, 1, 65_536, 200_000])
    func whole(size: Int) throws {
        defer { #expect(throws: Never.self) { try cleanUp() } }
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        try Data(bytes).write(to: directory.appending(path: "f"))
        #expect(try FileReader.read(path("f"), maxBytes: size) == bytes)
    }

    @Test("what is no readable file is refused as what it is")
    func refused() throws {
        defer { #expect(throws: Never.self) { try cleanUp() } }
        #expect(throws: FileReadError.missing) {
            try FileReader.read(path("none"), maxBytes: 10)
        }
        #expect(throws: FileReadError.isDirectory) {
            try FileReader.read(directory.path, maxBytes: 10)
        }
        #expect(throws: FileReadError.notRegular) {
            try FileReader.read("/dev/zero", maxBytes: 10)
        }
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        #expect(throws: FileReadError.notRegular) {
            try FileReader.read(path("pipe"), maxBytes: 10)
        }
    }

    @Test(
        "a file without permission is refused",
        .enabled(if: geteuid() != 0, "the superuser may read everything"))
    func notPermitted() throws {
        defer { #expect(throws: Never.self) { try cleanUp() } }
        try Data("a".utf8).write(to: directory.appending(path: "f"))
        #expect(chmod(path("f"), 0) == 0)
        #expect(throws: FileReadError.notPermitted) {
            try FileReader.read(path("f"), maxBytes: 10)
        }
    }

    @Test("a file of 100 MB is refused unread")
    func tooLarge() throws {
        defer { #expect(throws: Never.self) { try cleanUp() } }
        #expect(FileManager.default.createFile(atPath: path("f"), contents: nil))
        // Sparse: it has a size but no blocks, and only its size is looked at.
        #expect(truncate(path("f"), 100_000_000) == 0)
        let sink = DiagnosticSink()
        #expect(YAMLReader.read(path: path("f"), as: "f.yaml", sink: sink) == nil)
        let rendered = DiagnosticRenderer(language: .vi).render(sink.list)
        #expect(
            rendered == """
                f.yaml:1:1: lỗi: tệp quá lớn: 100000000 byte, tối đa 10000000 byte \
                [file-too-large]

                """)
    }

    @Test("a missing definition is one diagnostic")
    func missing() throws {
        defer { #expect(throws: Never.self) { try cleanUp() } }
        let sink = DiagnosticSink()
        #expect(YAMLReader.read(path: path("none"), as: "x.yaml", sink: sink) == nil)
        #expect(sink.list.diagnostics.map(\.code) == ["file-missing"])
        #expect(sink.list.diagnostics.first?.range?.start.file == "x.yaml")
    }
}
