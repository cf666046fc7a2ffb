import Foundation
import JSON
import Testing

@Suite("A tick that is killed", .local("the process that is killed is the one at work"))
struct KilledTests {
    @Test("between releasing and delivering is made up for by the next, under the same ids")
    func killed() throws {
        let office = try Office()
        office.now = "2021-05-06T08:00:00+07:00"
        let log = office.data.appendingPathComponent("notifications.log")
        try #require(mkfifo(log.path, 0o600) == 0)

        let process = Process()
        process.executableURL = Tool.executable
        process.arguments = ["tick"]
        process.environment = ["WF_NOW": office.now, "WF_LANG": "en"]
        process.currentDirectoryURL = office.folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Opens when the other end does. More is written than a pipe holds, so it stays there.
        let pipe = try FileHandle(forReadingFrom: log)
        let begun = try #require(try pipe.read(upToCount: 1_024))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        try pipe.close()
        try FileManager.default.removeItem(at: log)

        office.now = "2021-05-06T08:01:00+07:00"
        let again = try office.json("tick")
        #expect(again["fired"] == 0)
        #expect(again["digests"] == 0)
        #expect(again["delivered"] == 20)
        let sent = try Data(contentsOf: log)
        #expect(sent.starts(with: begun))
        let ids = try String(decoding: sent, as: UTF8.self).split(separator: "\n")
            .map { try JSON.parse(String($0))["id"] }
        #expect(ids.count == 20)
        #expect(Set(ids).count == 20)
        #expect(try office.json("tick")["delivered"] == 0)
        #expect(try office.json("verify")["ok"] == true)
    }
}
