import GRDB
package import WorkflowCalendar

/// One browser somebody is signed in with.
package struct BrowserSession: Sendable, Equatable {
    package enum Way: String, Sendable {
        case password, openID = "openid"
    }

    /// Names it to its owner; not what opens it.
    package let id: String
    package let person: String
    package let way: Way
    package let created: Instant
    /// To the minute.
    package let used: Instant
    package let address: String?
    /// What the browser calls itself.
    package let agent: String?
}

extension BrowserSession {
    init(_ row: Row) {
        id = row["id"]
        person = row["person"]
        way = Way(rawValue: row["way"]) ?? .password
        created = Instant(millisecondsSinceEpoch: row["created"])
        used = Instant(millisecondsSinceEpoch: row["used"])
        address = row["address"]
        agent = row["agent"]
    }
}

/// Where a request to sign in comes from.
package struct Visitor: Sendable {
    package var address: String?
    package var agent: String?
    /// What a browser keeps that has signed in before.
    package var device: String?

    package init(address: String? = nil, agent: String? = nil, device: String? = nil) {
        self.address = address
        self.agent = agent
        self.device = device
    }
}

/// A session that has just begun.
package struct SignedIn: Sendable {
    package let person: String
    /// For the cookie; said this once.
    package let token: String
    /// For the cookie that says this browser has been here with this person.
    package let device: String
}
