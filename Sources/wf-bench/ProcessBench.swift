import BenchmarkOffice
import Benchmarking
import Glibc

/// `wf` as whole processes over a store of many items, beside the `sqlite3` shell doing one select
/// by the primary key of the same store.
struct ProcessBench {
    private static let runs = 60

    static func run() async throws -> [Figure] {
        let folder = try TemporaryFolder()
        let home = try ProcessHome.make(in: folder.path)
        let own = try Program.ownFolder() + "wf-bench"
        _ = try Program(path: own, arguments: [ProcessHome.fillCommand, folder.path]).succeed()

        let shell = Program(
            path: try Program.find("sqlite3"),
            arguments: [
                home.store, "SELECT title FROM items WHERE id = '\(ProcessHome.id(5_000))'",
            ])
        let wf = try Program.ownFolder() + "wf"
        let list = Program(path: wf, arguments: ["list"], environment: environment(home))
        let show = Program(
            path: wf, arguments: ["show", ProcessHome.id(5_000), "--as", ProcessHome.appraiser],
            environment: environment(home))

        var runs:
            (shell: [ProcessRun], advance: [ProcessRun], list: [ProcessRun], show: [ProcessRun])
        runs = ([], [], [], [])
        for number in 1...Self.runs {
            runs.shell.append(try shell.succeed())
            runs.advance.append(try advance(number, wf, home).succeed())
            runs.list.append(try list.succeed())
            runs.show.append(try show.succeed())
        }
        let count = Double(ProcessHome.items).text(0)
        return [
            time("wf advance, a process", runs.advance, runs.shell, bar: .atMost(5)),
            time("wf list, a process", runs.list, runs.shell, bar: .atMost(5)),
            time("wf show, a process", runs.show, runs.shell, bar: .none),
            memory("wf advance, resident", runs.advance, "of \(count) items"),
            memory("wf list, resident", runs.list, "of \(count) items"),
        ]
    }

    private static func advance(_ number: Int, _ wf: String, _ home: ProcessHome) -> Program {
        Program(
            path: wf,
            arguments: ["advance", ProcessHome.id(number), "pass", "--as", ProcessHome.appraiser],
            environment: environment(home))
    }

    private static func environment(_ home: ProcessHome) -> [String] {
        ["WF_HOME=\(home.folder)", "WF_NOW=\(BenchOffice.morning)", "WF_LANG=vi", "PATH=/usr/bin"]
    }

    private static func time(
        _ name: String, _ runs: [ProcessRun], _ shell: [ProcessRun], bar: Figure.Bar
    ) -> Figure {
        let (own, its) = (runs.map(\.elapsed).median, shell.map(\.elapsed).median)
        let worked = (runs.map(\.worked).median, shell.map(\.worked).median)
        return Figure(
            name: name, value: own / its, unit: "×", bar: bar,
            raw: "\((own * 1e3).text(2)) ms beside \((its * 1e3).text(2)) ms for sqlite3;"
                + " processor \((worked.0 * 1e3).text(2)) and \((worked.1 * 1e3).text(2)) ms;"
                + " median of \(runs.count)")
    }

    private static func memory(_ name: String, _ runs: [ProcessRun], _ what: String) -> Figure {
        let most = runs.map(\.residentKB).max() ?? 0
        return Figure(
            name: name, value: Double(most) / 1024, unit: "MB", bar: .atMost(40),
            raw: "\(Double(most).text(0)) KB at most, over a store \(what)")
    }
}
