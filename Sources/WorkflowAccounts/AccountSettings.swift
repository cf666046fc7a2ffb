/// What an office may decide about passwords, sessions and tokens. Lengths of time in seconds.
package struct AccountSettings: Sendable, Equatable {
    /// Fewest characters of a password.
    package var minimumPassword = 12
    /// Most characters of a password: enough for any sentence, and no more work than for a short one.
    package static let maximumPassword = 256
    /// After so long without a request a session is over.
    package var idle = 8 * 3_600
    /// After so long a session is over however busy it was.
    package var longest = 7 * 86_400
    /// How long a setup or invitation link is good.
    package var invitation = 24 * 3_600
    /// For a token of which nothing else is asked.
    package static let usualToken = 90 * 86_400
    package static let longestToken = 366 * 86_400

    package init() {}
}
