/// Where secrets come from.
package struct SecureRandom: Sendable {
    private let fill: @Sendable (Int) -> [UInt8]

    /// - Parameter fill: that many bytes nobody can guess.
    package init(_ fill: @escaping @Sendable (Int) -> [UInt8]) {
        self.fill = fill
    }

    /// The generator of the system.
    package static let system = SecureRandom { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    package func bytes(_ count: Int) -> [UInt8] { fill(count) }
}
