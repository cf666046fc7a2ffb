import Foundation
import Synchronization

/// Derives passwords on threads of its own, so that no request waits behind one, a few at a time, so
/// that a crowd cannot take all memory.
final class PasswordHasher: Sendable {
    private let queue: OperationQueue
    private let pending = Mutex(0)
    private let random: SecureRandom
    let work: PasswordHash.Work
    /// Those beyond wait for nothing: they are told to come again.
    private static let longestQueue = 32
    /// What a password of nobody is compared with.
    private let nobody: PasswordHash

    init(work: PasswordHash.Work, random: SecureRandom, atOnce: Int = 2) {
        self.work = work
        self.random = random
        queue = OperationQueue()
        queue.name = "wf passwords"
        queue.maxConcurrentOperationCount = atOnce
        // No password has this key: comparing takes as long as with any other and never succeeds.
        nobody = PasswordHash(
            work: work, salt: random.bytes(16), key: [UInt8](repeating: 0, count: 32))
    }

    /// - Throws: `.busy`.
    func hash(_ password: String) async throws -> PasswordHash {
        let salt = random.bytes(16)
        return try await run { [work] in try PasswordHash(password, salt: salt, work: work) }
    }

    /// Whether it is the password, in the time of one derivation also when there is none.
    ///
    /// - Throws: `.busy`.
    func matches(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
        let hash = hash ?? nobody
        return try await run { try hash.matches(password) } && hash != nobody
    }

    private func run<Value: Sendable>(
        _ work: @Sendable @escaping () throws -> Value
    ) async throws -> Value {
        let isWelcome = pending.withLock { count in
            if count >= Self.longestQueue { return false }
            count += 1
            return true
        }
        guard isWelcome else { throw AccountError.busy }
        defer { pending.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result { try work() }) }
        }
    }
}
