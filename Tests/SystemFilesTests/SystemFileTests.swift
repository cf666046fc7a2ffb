import Foundation
import SystemFiles
import TestSupport
import Testing

@Suite("Files by the calls of the system")
struct SystemFileTests {
    private let temporary: TemporaryFolder
    private var folder: String { temporary.url.path }

    init() throws {
        temporary = try TemporaryFolder()
    }

    private func text(_ name: String) -> String? {
        try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions]
            as? Int
    }

    @Test("are replaced whole, with the permissions that were asked for", arguments: [true, false])
    func replacing(isDurable: Bool) throws {
        for content in ["one", "two", ""] {
            try SystemFile.write(
                Array(content.utf8), to: folder + "/a", mode: 0o666, isExact: true,
                isDurable: isDurable)
            #expect(text("a") == content)
        }
        #expect(try mode("a") == 0o666)
        #expect(try SystemFile.names(in: folder) == ["a"])
    }

    @Test("what a process of the same number left behind is in nobody's way")
    func leftovers() throws {
        let left = "a.\(ProcessInfo.processInfo.processIdentifier)"
        for name in [left, "\(left)-1.part"] { try Data("half".utf8).write(to: url(name)) }
        try SystemFile.write(Array("whole".utf8), to: folder + "/a", mode: 0o600)
        #expect(text("a") == "whole")
        #expect(text(left) == "half")
    }

    @Test("what could not be renamed says why, and leaves nothing behind")
    func failing() throws {
        try FileManager.default.createDirectory(
            at: url("full/inside"), withIntermediateDirectories: true)
        let error = #expect(throws: SystemFile.Fault.self) {
            try SystemFile.write([1], to: folder + "/full", mode: 0o600)
        }
        #expect([EISDIR, ENOTEMPTY, EEXIST].contains(error?.code))
        #expect(try SystemFile.names(in: folder) == ["full"])
        let missing = #expect(throws: SystemFile.Fault.self) {
            try SystemFile.write([1], to: folder + "/none/a", mode: 0o600)
        }
        #expect(missing?.isMissing == true)
    }

    @Test("one that is there is left alone when that was asked for")
    func keeping() throws {
        try SystemFile.write([0x61], to: folder + "/a", mode: 0o600, replacing: false)
        let error = #expect(throws: SystemFile.Fault.self) {
            try SystemFile.write([0x62], to: folder + "/a", mode: 0o600, replacing: false)
        }
        #expect(error?.code == EEXIST)
        #expect(text("a") == "a")
        #expect(try SystemFile.names(in: folder) == ["a"])
    }

    /// Megabytes, into a pipe that takes 64 KiB at a time and says at once that it is full.
    @Test("a reader that is slow gets everything", .timeLimit(.minutes(1)))
    func slowReader() async throws {
        let pipe = Pipe()
        let end = pipe.fileHandleForWriting.fileDescriptor
        #expect(fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) == 0)
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let reading = Task.detached {
            var got = Data()
            while let more = try pipe.fileHandleForReading.read(upToCount: 1 << 16), !more.isEmpty {
                got += more
                if got.count < 1 << 20 { usleep(500) }
            }
            return got
        }
        try SystemFile.writeAll(bytes, to: end)
        try pipe.fileHandleForWriting.close()
        #expect(try await reading.value == Data(bytes))
    }

    @Test("names come in the order of their bytes")
    func names() throws {
        for name in ["b", "Đ", "a", ".hidden", "B"] { try Data().write(to: url(name)) }
        #expect(try SystemFile.names(in: folder) == [".hidden", "B", "a", "b", "Đ"])
        #expect(try SystemFile.namesIfThere(in: folder + "/none") == [])
        let error = #expect(throws: SystemFile.Fault.self) {
            try SystemFile.names(in: folder + "/none")
        }
        #expect(error?.isMissing == true)
    }

    @Test(
        "are in a folder",
        arguments: [("a", "."), ("/a", "/"), ("a/b", "a"), ("/a/b/c", "/a/b"), ("./a", ".")])
    func folders(path: String, folder: String) {
        #expect(SystemFile.folder(of: path) == folder)
    }

    private func url(_ name: String) -> URL { URL(fileURLWithPath: "\(folder)/\(name)") }
}
