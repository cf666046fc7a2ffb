import Foundation
import JSON
import Testing
import WorkflowServer
import WorkflowStorage
import WorkflowTesting

@Suite struct `A backup` {
    static let wf = Product.folder.appendingPathComponent("wf").path

    static let definition = """
        workflow: remark
        version: 1
        title: {vi: Ghi chú, en: Remark}
        calendar: vn-state
        fields:
          lead: {type: agency, default: so-khcn}
        states:
          open:
            title: {vi: Mở, en: Open}
            owner: item.lead
            actions:
              close: {by: {role: specialist, agency: item.lead}, to: closed}
          closed: {final: completed}
        """

    @Test func `is whole while many write, and can be restored`() async throws {
        let folder = try ServerFolder()
        try Data(Self.definition.utf8).write(
            to: URL(fileURLWithPath: folder.path + "/workflows/remark.yaml"))
        // By the real clock the schedules of the plan would start years of reports.
        try FileManager.default.removeItem(atPath: folder.path + "/rules/schedules.yaml")

        // Eight people change items all the time, on threads of their own: what else is tested at the
        // same time does not hold them up.
        let isOver = Shared(false)
        let changes = Shared(0)
        var copies: [Copy] = []
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            defer { isOver.change { $0 = true } }
            for worker in 1...8 {
                tasks.addTask {
                    try await offThread {
                        var number = 0
                        while !isOver.value {
                            number += 1
                            let run = try SystemRun.run(
                                [
                                    Self.wf, "start", "remark", "--id", "B.\(worker).\(number)",
                                    "--as", "khcn.linh", "--json",
                                ], folder.path)
                            guard run.status == 0 else { throw Failed(run: run) }
                            changes.change { $0 += 1 }
                        }
                    }
                }
            }
            for number in 1...3 {
                let before = changes.value
                try #require(try await eventually { changes.value > before + 4 })
                let copy = folder.path + "/backup-\(number)"
                let run = try await SystemRun([Self.wf, "backup", copy, "--json"], in: folder.path)
                #expect(run.status == 0, "\(run.errors)")
                let json = try JSON.parse(run.output)
                copies.append(
                    Copy(
                        folder: copy, head: json["head"].string ?? "",
                        sequence: json["seq"].int ?? 0))
            }
            isOver.change { $0 = true }
            try await tasks.waitForAll()
        }
        #expect(copies.map(\.sequence) == copies.map(\.sequence).sorted())
        for copy in copies {
            // Restored as the manual says: copied to .wf of a home.
            let home = try ServerFolder()
            try FileManager.default.removeItem(atPath: home.path + "/.wf")
            try FileManager.default.copyItem(atPath: copy.folder, toPath: home.path + "/.wf")
            let run = try await SystemRun([Self.wf, "verify", "--json"], in: home.path)
            let report = try JSON.parse(run.output)
            #expect(report["ok"] == true, "\(run.output)")
            #expect(report["head"].string == copy.head)
            #expect(report["events"].int == copy.sequence)
            // And a server runs on it.
            let server = try ServerProcess(home)
            server.signal(SIGTERM)
            #expect(try await server.end() == 0)
        }
    }

    private struct Copy: Sendable {
        var folder: String
        var head: String
        var sequence: Int64
    }

    private struct Failed: Error {
        var run: SystemRun
    }

    @Test func `does not go over another, and leaves nothing behind when it fails`() async throws {
        let folder = try ServerFolder()
        let missing = try await SystemRun(
            [Self.wf, "backup", "copy", "--lang", "en"], in: folder.path)
        #expect(missing.status == 69)
        let store = try GroupCommitStore.open(folder.database)
        _ = try await store.commit(Sample.commit("a"))
        await store.close()
        #expect(try await SystemRun([Self.wf, "backup", "copy"], in: folder.path).status == 0)
        let again = try await SystemRun(
            [Self.wf, "backup", "copy", "--lang", "en"], in: folder.path)
        #expect(again.status == 64)
        #expect(again.errors.contains("copy"))
        let nowhere = try await SystemRun(
            [Self.wf, "backup", "/nowhere/copy", "--lang", "en"], in: folder.path)
        #expect(nowhere.status == 74)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == [".wf", "copy", "rules", "workflows"])
    }
}
