import Base64
import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: derived by scrypt (RFC 7914), with what it was derived by, so that the
/// work can grow with the machines.
struct PasswordHash: Sendable, Equatable {
    /// The work of one derivation.
    struct Work: Sendable, Equatable {
        /// The base-2 logarithm of N; memory is 128·N·r bytes.
        var logN: Int
        var r: Int
        var p: Int

        /// 32 MiB, three times over: what OWASP counts as equal to 128 MiB once (Password Storage
        /// Cheat Sheet), in a quarter of the memory.
        static let current = Work(logN: 15, r: 8, p: 3)
    }

    var work: Work
    var salt: [UInt8]
    var key: [UInt8]

    /// Takes its time: see `PasswordHasher`.
    init(_ password: String, salt: [UInt8], work: Work) throws {
        self.work = work
        self.salt = salt
        key = try Self.derive(password, salt, work)
    }

    init(work: Work, salt: [UInt8], key: [UInt8]) {
        self.work = work
        self.salt = salt
        self.key = key
    }

    /// Takes as long.
    func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt, work)
        return zip(key, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
            && key.count == other.count
    }

    private static func derive(
        _ password: String, _ salt: [UInt8], _ work: Work
    ) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(normalised(password).utf8), salt: salt, outputByteCount: 32,
            rounds: 1 << work.logN, blockSize: work.r, parallelism: work.p)
        return key.withUnsafeBytes(Array.init)
    }

    /// NFKC: one password however the keyboard composes its letters.
    static func normalised(_ password: String) -> String {
        password.precomposedStringWithCompatibilityMapping
    }

    // MARK: As text

    /// `scrypt$15$8$3$SALT$KEY`
    var text: String {
        "scrypt$\(work.logN)$\(work.r)$\(work.p)$\(Base64.url.encode(salt))$\(Base64.url.encode(key))"
    }

    /// Nil for anything else; bounds keep a damaged file from asking for all memory.
    init?(_ text: String) {
        let parts = text.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let logN = Int(parts[1]),
            let r = Int(parts[2]), let p = Int(parts[3]), (1...20).contains(logN),
            (1...32).contains(r), (1...16).contains(p), let salt = Base64.url.decode(parts[4]),
            let key = Base64.url.decode(parts[5]), !salt.isEmpty, key.count == 32
        else { return nil }
        work = Work(logN: logN, r: r, p: p)
        self.salt = salt
        self.key = key
    }
}
