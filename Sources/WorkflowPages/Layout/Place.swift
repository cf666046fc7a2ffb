package import Diagnostics
import WorkflowPresentation

/// A page that every page leads to.
package enum Place: String, Sendable, CaseIterable {
    case inbox, items, board, calendar, overdue
    case search, people, delegations, accounts, notifications, audit, workflows, help

    package var path: String { self == .inbox ? "/" : "/" + rawValue }

    package var title: LocalizedText {
        switch self {
        case .inbox: LocalizedText(vi: "Việc của bạn", en: "Your work")
        case .items: LocalizedText(vi: "Hồ sơ", en: "Items")
        case .board: LocalizedText(vi: "Kế hoạch", en: "Plan")
        case .calendar: LocalizedText(vi: "Lịch", en: "Calendar")
        case .overdue: LocalizedText(vi: "Quá hạn", en: "Overdue")
        case .search: LocalizedText(vi: "Tìm", en: "Search")
        case .people: LocalizedText(vi: "Người và cơ quan", en: "People and agencies")
        case .delegations: LocalizedText(vi: "Ủy quyền", en: "Delegations")
        case .accounts: LocalizedText(vi: "Tài khoản người dùng", en: "User accounts")
        case .notifications: LocalizedText(vi: "Thông báo", en: "Notifications")
        case .audit: LocalizedText(vi: "Nhật ký", en: "Audit trail")
        case .workflows: LocalizedText(vi: "Quy trình", en: "Workflows")
        case .help: LocalizedText(vi: "Trợ giúp", en: "Help")
        }
    }

    static let main: [Place] = [.inbox, .items, .board, .calendar, .overdue, .search]
    /// - Parameter isAdministrator: whether whoever looks is one; others are refused the pages of
    ///   those who look after the server.
    static func others(isAdministrator: Bool) -> [Place] {
        let all: [Place] = [
            .board, .overdue, .people, .delegations, .accounts, .notifications, .audit, .workflows,
            .help,
        ]
        return isAdministrator ? all : all.filter { !$0.isForAdministrators }
    }

    private var isForAdministrators: Bool {
        switch self {
        case .accounts, .notifications, .audit: true
        default: false
        }
    }

    /// Where there is room for few, on a phone, the plan and what is overdue stand under “more”; the
    /// search is a page of its own there.
    var reach: String? {
        switch self {
        case .board, .overdue: "broad"
        case .search: "narrow"
        default: nil
        }
    }

    func view(isHere: Bool) -> View {
        [
            "path": path, "title": title.spoken, "isHere": isHere, "reach": reach,
            "reachBelow": reach == "broad" ? "narrow" : nil,
        ]
    }
}
