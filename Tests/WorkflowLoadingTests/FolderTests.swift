import Diagnostics
import Testing
import WorkflowLoading
import WorkflowModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Definitions in folders")
struct FolderTests {
    /// A folder of its own that goes away with the value.
    private final class Folder {
        let path: String

        init() throws {
            var template = Array("/tmp/wf-loading-XXXXXX".utf8CString)
            path = try template.withUnsafeMutableBufferPointer { buffer in
                let start = try #require(buffer.baseAddress)
                return String(cString: try #require(mkdtemp(start)))
            }
        }

        deinit {
            for file in files { unlink(file) }
            for folder in folders.reversed() { rmdir(folder) }
            rmdir(path)
        }

        private var files: [String] = []
        private var folders: [String] = []

        func makeFolder(_ name: String) {
            mkdir(path + "/" + name, 0o755)
            folders.append(path + "/" + name)
        }

        func link(_ name: String, to target: String) {
            symlink(target, path + "/" + name)
            files.append(path + "/" + name)
        }

        func write(_ name: String, _ text: String) throws {
            let file = try #require(fopen(path + "/" + name, "w"))
            fputs(text, file)
            fclose(file)
            files.append(path + "/" + name)
        }
    }

    @Test("are found below the folder, sorted, hidden and other files left out")
    func listing() throws {
        let folder = try Folder()
        folder.makeFolder("a")
        for name in ["c.yaml", "a/z.yaml", "a/.hidden.yaml", "a/notes.txt", "b.yml"] {
            try folder.write(name, "part: x\n")
        }
        let sink = DiagnosticSink()
        let entries = SourceFolders([folder.path + "/"]).entries(sink)
        let name = try #require(folder.path.split(separator: "/").last)
        #expect(entries.map(\.path) == ["\(name)/a/z.yaml", "\(name)/b.yml", "\(name)/c.yaml"])
        #expect(entries.first?.file == folder.path + "/a/z.yaml")
        #expect(sink.list.isEmpty)
    }

    @Test("give the same hash wherever the folder lies")
    func stablePaths() throws {
        let folder = try Folder()
        let homes = ["one", "two"]
        for home in homes {
            folder.makeFolder(home)
            folder.makeFolder(home + "/workflows")
            try folder.write(
                home + "/workflows/task.yaml", "workflow: task\nstates: {open: {final: done}}\n")
        }
        let rules = LibraryLoader(MemorySources(Definitions.rules)).rules()
        let workflows = try homes.map { home in
            let loader = LibraryLoader(paths: ["\(folder.path)/\(home)/workflows"])
            return try #require(loader.workflow(named: "task", rules: rules))
        }
        #expect(workflows[0].sources.map(\.path) == ["workflows/task.yaml"])
        #expect(workflows[0].hash == workflows[1].hash)
    }

    @Test("hold the rows of tables in files beside them, and no link leads out of them")
    func companions() throws {
        let folder = try Folder()
        for name in ["rules", "rules/sub", "rules/folder.csv", "rules-other"] {
            folder.makeFolder(name)
        }
        let rows = "n,office\n1,a\n"
        for name in ["rules/t.csv", "rules/sub/u.csv", "rules-other/t.csv"] {
            try folder.write(name, rows)
        }
        folder.link("rules/out.csv", to: "../rules-other/t.csv")
        folder.link("rules/in.csv", to: "sub/u.csv")
        let sources = SourceFolders([folder.path + "/rules"])
        let expected: [(name: String, found: String?, code: String?)] = [
            ("../t.csv", "rules/t.csv", nil), ("u.csv", "rules/sub/u.csv", nil),
            ("./u.csv", "rules/sub/u.csv", nil), ("../in.csv", "rules/in.csv", nil),
            ("../out.csv", nil, "file-outside"), ("../../rules-other/t.csv", nil, "file-outside"),
            (folder.path + "/rules/t.csv", nil, "file-outside"), ("v.csv", nil, "file-missing"),
            ("../folder.csv", nil, "file-unreadable"),
        ]
        for (name, found, code) in expected {
            try folder.write(
                "rules/sub/t.yaml",
                "table: t\ninputs: {n: int}\noutputs: {office: string}\nrows: \(name)\n")
            let entry = SourceEntry(
                file: folder.path + "/rules/sub/t.yaml", path: "rules/sub/t.yaml")
            if case .found(let file, let bytes) = sources.companion(name, of: entry) {
                #expect(file.path == found, "\(name)")
                #expect(file.file == folder.path + "/" + (found ?? ""), "\(name)")
                #expect(bytes == Array(rows.utf8))
            } else {
                #expect(found == nil, "\(name)")
            }
            let loader = LibraryLoader(sources)
            #expect(loader.rules().tables["t"]?.rows.count == (found == nil ? 0 : 1))
            #expect(loader.diagnostics.diagnostics.map(\.code) == (code.map { [$0] } ?? []))
        }
    }

    @Test("that cannot be read are named in a complaint")
    func missing() throws {
        let list = LibraryLoader.check(["/no/such/folder"])
        #expect(list.errorCount == 1)
        #expect(list.diagnostics.first?.code == "file-missing")
    }

    @Test("complain in Vietnamese too")
    func vietnamese() {
        let sources = MemorySources(
            Definitions.rules + [
                DefinitionSource(
                    path: "task.yaml",
                    text: """
                        workflow: task
                        states:
                          open: {actions: {submit: {by: anyone, when: item.budget > 0, to: clsed}}}
                          closed: {final: done}
                        """)
            ])
        let list = LibraryLoader.check(sources)
        #expect(
            list.sorted.map(\.message.vi) == [
                "“item” không có trường “budget”",
                "cần tên một trạng thái, nhưng không có “clsed”",
            ])
    }
}
