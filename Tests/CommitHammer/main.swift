// Commits to the store named, sixteen at a time and without end, and says `ITEM VERSION` once a commit
// was answered. Made to be killed.

import Synchronization
import WorkflowServer
import WorkflowStorage
import WorkflowTesting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

let store = try GroupCommitStore.open(CommandLine.arguments[1])
let lock = Mutex(())
try await withThrowingTaskGroup(of: Void.self) { tasks in
    for worker in 0..<16 {
        tasks.addTask {
            let item = "item-\(worker)"
            var version = 0
            while true {
                version += 1
                _ = try await store.commit(Sample.commit(item, version: version))
                let line = Array("\(item) \(version)\n".utf8)
                // One call, so that a line is there whole or not at all.
                lock.withLock { _ in _ = write(1, line, line.count) }
            }
        }
    }
    try await tasks.waitForAll()
}
