import Foundation
import JSON
import Testing

@Suite("Killed in the middle", .local("the process that is killed is the one at work"))
struct KillTests {
    /// Moments at which steps of the ladders of the plan are due.
    static let moments = ["2021-04-26", "2021-04-29", "2021-05-06"]

    @Test("A tick killed again and again ends like one that was not: every step once")
    func tick() throws {
        let calm = try Office()
        let rough = try Office()
        var kills = 0
        for (number, day) in Self.moments.enumerated() {
            calm.now = "\(day)T08:00:00+07:00"
            rough.now = calm.now
            #expect((try calm.json("tick")["fired"].int ?? 0) > 0)
            // A little later each time, until it gets through; from elsewhere on each day.
            var changes = number + 1
            while try isKilled(rough, afterChanges: changes) {
                kills += 1
                changes += 2 + changes / 2
            }
        }
        #expect(kills > Self.moments.count)
        // The heads of the two chains are the same: so is all that happened, to the byte.
        let verified = try rough.json("verify")
        #expect(verified["ok"] == true)
        #expect(verified == (try calm.json("verify")))
        // What was written and not yet marked when it was killed is sent again, with the same id.
        let sent = try identifiers(calm)
        #expect(Set(sent).count == sent.count)
        #expect(Set(try identifiers(rough)) == Set(sent))
        let last = try rough.json("tick")
        #expect(last["fired"] == 0)
        #expect(last["delivered"] == 0)
    }

    private func isKilled(_ office: Office, afterChanges changes: Int) throws -> Bool {
        try Tool.isKilled(
            afterChanges: changes, of: office.data, ["tick"], in: office.folder,
            environment: ["WF_NOW": office.now, "PATH": "/usr/bin:/bin"])
    }

    /// Those of the notifications in the log; every line must be whole.
    private func identifiers(_ office: Office) throws -> [String] {
        let log = try String(
            contentsOf: office.data.appendingPathComponent("notifications.log"), encoding: .utf8)
        return try log.split(separator: "\n").map { line in
            try #require(try JSON.parse(String(line))["id"].string)
        }
    }
}
