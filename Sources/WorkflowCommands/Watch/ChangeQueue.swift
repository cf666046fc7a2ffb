import SystemFiles
import WorkflowPresentation

#if os(Linux)
    #if canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// What inotify tells of the folder of a store and of the folders with rules, gathered into whether
    /// either has changed.
    final class ChangeQueue {
        let descriptor: Descriptor
        var storeHasChanged = false
        var definitionsHaveChanged = false
        /// The watch on the folder of the store, and the names in it that are the store.
        private var store: (watch: Int32, names: Set<String>)?
        private var definitions: Set<Int32> = []
        /// Folders inside one another; a link that leads upwards ends here.
        private static let maxDepth = 16

        init() throws(Failure) {
            descriptor = try Descriptor(
                "inotify_init1", inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK)))
        }

        /// Every commit is written to the log, which SQLite keeps beside the file itself wherever
        /// links to it lie, and later from there into the file.
        func watchStore(at path: String) throws(Failure) {
            guard let resolved = realpath(path, nil) else { throw Failure(waiting: path, errno) }
            defer { free(resolved) }
            let real = String(cString: resolved)
            let name = real.split(separator: "/").last.map(String.init) ?? real
            store = (try add(SystemFile.folder(of: real), IN_MODIFY), [name, name + "-wal"])
        }

        func watchDefinitions(in folder: String) throws(Failure) {
            try watchDefinitions(in: folder, depth: 0)
        }

        private func watchDefinitions(in folder: String, depth: Int) throws(Failure) {
            // A file counts once it is whole; a folder as soon as it is there.
            let watch = try add(
                folder, IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE)
            definitions.insert(watch)
            guard depth < Self.maxDepth, let names = try? SystemFile.names(in: folder) else {
                return
            }
            for name in names where !name.hasPrefix(".") {
                let path = folder + "/" + name
                if FilePlace.isFolder(path) { try watchDefinitions(in: path, depth: depth + 1) }
            }
        }

        private func add(_ folder: String, _ events: some BinaryInteger) throws(Failure) -> Int32 {
            let watch = inotify_add_watch(
                descriptor.number, folder, UInt32(truncatingIfNeeded: events))
            guard watch >= 0 else { throw Failure(waiting: folder, errno) }
            return watch
        }

        /// Takes what has come out of the queue, without waiting for more.
        func drain() throws(Failure) {
            var buffer = [UInt8](repeating: 0, count: 16 * 1024)
            while true {
                let count = read(descriptor.number, &buffer, buffer.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    if errno == EAGAIN { return }
                    throw Failure(waiting: "inotify", errno)
                }
                take(buffer[..<count])
            }
        }

        private func take(_ bytes: ArraySlice<UInt8>) {
            let size = MemoryLayout<inotify_event>.size
            bytes.withUnsafeBytes { bytes in
                var start = 0
                while start + size <= bytes.count {
                    let event = bytes.loadUnaligned(
                        fromByteOffset: start, as: inotify_event.self)
                    let end = start + size + Int(event.len)
                    let name = bytes[(start + size)..<end].prefix { $0 != 0 }
                    note(event, String(decoding: name, as: UTF8.self))
                    start = end
                }
            }
        }

        private func note(_ event: inotify_event, _ name: String) {
            func isAny(of flags: some BinaryInteger) -> Bool {
                event.mask & UInt32(truncatingIfNeeded: flags) != 0
            }
            if isAny(of: IN_Q_OVERFLOW) {
                // What did not fit into the queue may have been anything.
                storeHasChanged = true
                definitionsHaveChanged = true
            } else if let store, store.watch == event.wd {
                if store.names.contains(name) { storeHasChanged = true }
            } else if definitions.contains(event.wd), !name.hasPrefix(".") {
                // A file that was just made will be written and closed.
                if !isAny(of: IN_CREATE) || isAny(of: IN_ISDIR) { definitionsHaveChanged = true }
            }
        }
    }
#endif
