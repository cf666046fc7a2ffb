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
            try Library.loadWorkflow(
                named: "task", from: ["\(folder.path)/\(home)/workflows"], rules: rules)
        }
        #expect(workflows[0].sources.map(\.path) == ["workflows/task.yaml"])
        #expect(workflows[0].hash == workflows[1].hash)
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
