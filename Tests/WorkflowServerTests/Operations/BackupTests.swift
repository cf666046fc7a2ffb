import Foundation
import JSON
import Testing
import WorkflowServer
import WorkflowStorage
import WorkflowTesting

@Suite struct `A backup` {
    static let wf = Product.folder.appendingPathComponent("wf").path

    @Test func `is whole while many write, and can be restored`() async throws {
        let folder = try ServerFolder()
        // Items of the shipped plan, with their definitions.
        let load = try await SystemRun(
            [Self.wf, "load", "workflows/plan-149-2021.yaml", "--as", "khcn.minh"],
            in: folder.path, environment: ["WF_NOW": "2021-04-14T08:00:00+07:00"])
        try #require(load.status == 0, "\(load.errors)")
        let file = folder.path + "/to-trinh.pdf"
        try Data("%PDF-1.4 tờ trình".utf8).write(to: URL(fileURLWithPath: file))

        // Eight people change items all the time.
        let isOver = Shared(false)
        let changes = Shared(0)
        var copies: [(folder: String, head: String, sequence: Int64)] = []
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for worker in 1...8 {
                tasks.addTask {
                    var number = 0
                    while !isOver.value {
                        number += 1
                        let run = try await SystemRun(
                            [
                                Self.wf, "start", "plan-activity", "--id", "B.\(worker).\(number)",
                                "--set", "title=Việc \(worker).\(number)", "--set", "lead=so-khcn",
                                "--as", "khcn.minh", "--json",
                            ], in: folder.path)
                        #expect(run.status == 0, "\(run.errors)")
                        if run.status != 0 { return }
                        changes.change { $0 += 1 }
                    }
                }
            }
            for number in 1...3 {
                let before = changes.value
                _ = try await eventually { changes.value > before + 8 }
                let copy = folder.path + "/backup-\(number)"
                let run = try await SystemRun([Self.wf, "backup", copy, "--json"], in: folder.path)
                #expect(run.status == 0, "\(run.errors)")
                let json = try JSON.parse(run.output)
                copies.append(
                    (copy, json["head"].string ?? "", json["seq"].int ?? 0))
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
