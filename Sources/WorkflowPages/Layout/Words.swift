import Diagnostics
import Mustache
import WorkflowPresentation

/// The texts that stand in templates, in the language of whoever reads: `{{Say.search}}`.
struct Words: MustacheParent, Sendable {
    func child(named name: String) -> Any? { Self.all[name]?.spoken }

    static let all: [String: LocalizedText] = layout.merging(items) { first, _ in first }
        .merging(actions) { first, _ in first }
        .merging(overview) { first, _ in first }

    static func say(_ vi: String, _ en: String) -> LocalizedText {
        LocalizedText(vi: vi, en: en)
    }

    private static let layout: [String: LocalizedText] = [
        "brand": say("Hồ sơ công việc", "Case work"),
        "skip": say("Bỏ qua đến nội dung", "Skip to the content"),
        "places": say("Các trang", "Pages"),
        "more": say("Thêm", "More"),
        "search": say("Tìm", "Search"),
        "searchLabel": say("Tìm hồ sơ (không cần dấu)", "Search items (marks are not needed)"),
        "account": say("Tài khoản", "Account"),
        "signOut": say("Đăng xuất", "Sign out"),
        "keys": say("Phím tắt", "Keyboard shortcuts"),
        "help": say("Trợ giúp", "Help"),
        "close": say("Đóng", "Close"),
        "changed": say("Có thay đổi mới.", "Something has changed."),
        "readAgain": say("Xem bản mới", "Show it"),
        "keysInbox": say("Việc của bạn", "Your work"),
        "keysItems": say("Danh sách hồ sơ", "All items"),
        "keysBoard": say("Bảng kế hoạch", "Board of the plan"),
        "keysCalendar": say("Lịch thời hạn", "Calendar of deadlines"),
        "keysOverdue": say("Quá hạn", "Overdue"),
        "keysSearch": say("Tìm hồ sơ", "Search"),
        "keysSend": say("Gửi biểu mẫu đang nhập", "Send the form being filled in"),
        "keysRows": say("Dòng trên, dòng dưới trong danh sách", "Up and down in a list"),
        "keysHelp": say("Bảng phím tắt này", "This list"),
    ]
}
