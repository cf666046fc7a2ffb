import Diagnostics
import Hashing
import JSON
import Synchronization
import WorkflowCommands

/// Where commands wait, are run, and are remembered for who asks a second time.
final class CommandDesk: Sendable {
    enum Outcome: Sendable {
        case done(CommandAnswer)
        /// Too many wait already.
        case busy
        /// Asked before, and what became of it is not known any more.
        case forgotten
        /// The key was used for another command.
        case otherRequest
    }

    private let host: CommandHost
    private let definitionsChanged: @Sendable () throws -> Void
    private let threads = CommandThreads()
    private let gate = CommandGate(places: 8, waiting: 128)
    private let ledger = CommandLedger()
    /// Of the definitions as they were last looked at.
    private let stamp: Mutex<FolderStamp>

    init(_ host: CommandHost, _ definitionsChanged: @escaping @Sendable () throws -> Void) {
        self.host = host
        self.definitionsChanged = definitionsChanged
        stamp = Mutex(Self.stamp(of: host.home))
    }

    /// - Parameter key: what tells this command from others by the same person; one that is safe is
    ///   simply run again.
    func answer(
        _ request: CommandRequest, for caller: CommandCaller, key: String?
    ) async -> Outcome {
        guard let key, !Program.isSafe(request) else {
            return await run(request, for: caller).value
        }
        let work = ledger.answer(
            key: key, request: request.fingerprint,
            sentBefore: .milliseconds(max(0, request.elapsed)),
            { self.run(request, for: caller) })
        let task: CommandLedger.Work
        switch work {
        case .work(let work): task = work
        case .forgotten: return .forgotten
        case .otherRequest: return .otherRequest
        }
        let outcome = await task.value
        switch outcome {
        case .done(let answer) where answer.needs.isEmpty: ledger.finish(key, task)
        // Nothing was done, so it may be asked anew at once.
        default: ledger.forget(key, task)
        }
        return outcome
    }

    /// A task of its own: that who asked has gone away does not stop what was begun.
    private func run(
        _ request: CommandRequest, for caller: CommandCaller
    ) -> Task<Outcome, Never> {
        let (host, gate) = (host, gate)
        return Task(executorPreference: threads) {
            guard await gate.enter() else { return .busy }
            let answer = await Program.answer(request, on: host, for: caller)
            gate.leave()
            return .done(answer)
        }
    }

    /// Has the definitions read again if a command, or somebody else, has changed them.
    ///
    /// - Returns: why they could not be read.
    func readDefinitionsIfChanged() -> String? {
        let now = Self.stamp(of: host.home)
        let isChanged = stamp.withLock { stamp in
            defer { stamp = now }
            return stamp != now
        }
        guard isChanged else { return nil }
        do {
            try definitionsChanged()
            return nil
        } catch let error as DiagnosticsError {
            return error.list.diagnostics.first?.message.en ?? "\(error)"
        } catch {
            return "\(error)"
        }
    }

    private static func stamp(of home: Home) -> FolderStamp {
        FolderStamp(of: home.workflows, home.rules)
    }
}

extension CommandRequest {
    /// Of what is asked, however often.
    fileprivate var fingerprint: String {
        var first = self
        first.elapsed = 0
        return SHA256.hexadecimal(of: Array(first.json.canonical.utf8))
    }
}
