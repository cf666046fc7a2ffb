extension NotificationRules {
    /// Where notifications go, by its settings.
    public enum Sink: Hashable, Sendable {
        /// CloudEvents as JSON lines, in a file of the data folder; `-` is standard output.
        case log(path: String)
        case webhook(Webhook)
        case email(Email)

        /// Each of its messages is for one recipient.
        public var isMail: Bool {
            if case .email = self { true } else { false }
        }
    }

    /// An HTTP POST of every notification, signed as Standard Webhooks prescribes.
    public struct Webhook: Hashable, Sendable {
        /// Addresses that are refused unless the rule allows them.
        public enum Network: String, Hashable, Sendable, CaseIterable {
            /// The machine itself: 127.0.0.0/8, ::1.
            case loopback
            /// Networks that are not on the internet, such as 10.0.0.0/8 or fc00::/7.
            case `private`
        }

        /// `https://…` or `http://…`.
        public var url: String
        /// The keys a delivery is signed with, each; more than one while keys are changed.
        public var secrets: [Secret]
        /// For how long one delivery may take, in seconds.
        public var timeout: Int
        /// How many deliveries may be under way at the same time.
        public var inFlight: Int
        public var allowed: Set<Network>
        /// A file of certificates (PEM) to trust instead of those of the system.
        public var certificates: String?
        public var retry: Retry

        public init(
            url: String, secrets: [Secret], timeout: Int = 10, inFlight: Int = 8,
            allowed: Set<Network> = [], certificates: String? = nil, retry: Retry = Retry()
        ) {
            self.url = url
            self.secrets = secrets
            self.timeout = timeout
            self.inFlight = inFlight
            self.allowed = allowed
            self.certificates = certificates
            self.retry = retry
        }
    }

    /// A mail of every notification to the one person or agency it is for.
    public struct Email: Hashable, Sendable {
        public enum Security: String, Hashable, Sendable, CaseIterable {
            /// In the open first, then encrypted before anything is said; nothing is sent without.
            case startTLS = "starttls"
            /// Encrypted from the first byte.
            case tls
            case none
        }

        /// The name or address of the mail server.
        public var server: String
        public var port: Int
        public var security: Security
        /// An address, or a name and an address: `wf <wf@example.vn>`.
        public var from: String
        public var user: String?
        public var password: Secret?
        /// For how long one mail may take, in seconds.
        public var timeout: Int
        /// How many mails may be under way at the same time.
        public var inFlight: Int
        /// A file of certificates (PEM) to trust instead of those of the system.
        public var certificates: String?
        public var retry: Retry

        public init(
            server: String, port: Int = 587, security: Security = .startTLS, from: String,
            user: String? = nil, password: Secret? = nil, timeout: Int = 30, inFlight: Int = 2,
            certificates: String? = nil, retry: Retry = Retry()
        ) {
            self.server = server
            self.port = port
            self.security = security
            self.from = from
            self.user = user
            self.password = password
            self.timeout = timeout
            self.inFlight = inFlight
            self.certificates = certificates
            self.retry = retry
        }
    }

    /// Where a secret is kept. Never in the rules themselves, which are read by everyone.
    public enum Secret: Hashable, Sendable {
        /// In a variable of the environment.
        case environment(String)
        /// In a file, without the line break at its end.
        case file(String)
    }

    /// When what did not arrive is sent again: after `first`, then each time after about twice as
    /// long, at most after `most`, and no more once `giveUp` has passed since the first attempt.
    /// In seconds.
    public struct Retry: Hashable, Sendable {
        public var first: Int
        public var most: Int
        public var giveUp: Int

        public init(first: Int = 5, most: Int = 21_600, giveUp: Int = 259_200) {
            self.first = first
            self.most = most
            self.giveUp = giveUp
        }
    }
}
