import WorkflowPresentation

/// The keys, and the words that pages use.
package struct HelpContent: Sendable {
    package init() {}

    package var html: String {
        let view: View = [
            "title": Place.help.title.spoken,
            "lead": say(
                vi: "Mọi việc đều làm được bằng bàn phím, và không cần gõ dấu khi tìm.",
                en:
                    "Everything can be done with the keyboard, and marks are not needed in searches."
            ),
            "firstTitle": say(vi: "Bắt đầu từ đâu", en: "Where to begin"),
            "first": Self.steps,
            "keysTitle": say(vi: "Phím tắt", en: "Keyboard shortcuts"),
            "keys": Self.keys,
            "wordsTitle": say(vi: "Những từ dùng trong trang", en: "Words used here"),
            "words": Self.words,
            "signsTitle": say(vi: "Dấu và màu", en: "Signs and colours"),
            "signs": Self.signs,
        ]
        return Templates.html("help", view)
    }

    private static var steps: [String] {
        [
            say(
                vi:
                    "“Việc của bạn” là những gì đang chờ bạn, gấp nhất ở trên cùng. Bấm vào một dòng"
                    + " để mở hồ sơ.",
                en: "“Your work” is what waits for you, the most urgent first. Press a line to open"
                    + " the item."),
            say(
                vi:
                    "Trong hồ sơ, nút bên phải là những việc bạn làm được. Việc chưa làm được vẫn hiện,"
                    + " kèm lý do và ai làm được.",
                en:
                    "In an item the buttons are what you can do. What cannot be done yet stays there,"
                    + " with the reason and who could."),
            say(
                vi:
                    "Làm nhầm? Nhiều việc rút lại được khi chưa ai làm tiếp: “Rút lại việc vừa làm”.",
                en:
                    "A mistake? Much can be taken back while nobody has gone on: “Take back what you"
                    + " did last”."),
            say(
                vi: "Đi vắng thì vào “Ủy quyền” để người khác làm thay trong những ngày đó.",
                en: "Going away? Under “Delegations” somebody stands in for you on those days."),
        ]
    }

    private static var keys: [View] {
        func key(_ keys: [String], _ vi: String, _ en: String) -> View {
            ["keys": keys, "text": say(vi: vi, en: en)]
        }
        return [
            key(["Alt", "1"], "Việc của bạn", "Your work"),
            key(["Alt", "2"], "Danh sách hồ sơ", "All items"),
            key(["Alt", "3"], "Bảng kế hoạch", "Board of the plan"),
            key(["Alt", "4"], "Lịch thời hạn", "Calendar of deadlines"),
            key(["Alt", "5"], "Quá hạn", "Overdue"),
            key(["Alt", "K"], "Tìm hồ sơ", "Search"),
            key(["↑", "↓"], "Dòng trên, dòng dưới trong danh sách", "Up and down in a list"),
            key(["Ctrl", "Enter"], "Gửi biểu mẫu đang nhập", "Send the form being filled in"),
            key(["Alt", "H"], "Bảng phím tắt ở mọi trang", "This list, on any page"),
            key(["Tab"], "Đến nút, ô kế tiếp", "To the next button or box"),
        ]
    }

    private static var words: [View] {
        func word(_ vi: (String, String), _ en: (String, String)) -> View {
            ["word": say(vi: vi.0, en: en.0), "text": say(vi: vi.1, en: en.1)]
        }
        return [
            word(
                ("Hồ sơ", "Một việc đang đi theo quy trình, như một nhiệm vụ của kế hoạch."),
                ("Item", "A piece of work that follows a workflow, as an activity of a plan does.")),
            word(
                ("Quy trình", "Các bước của một loại hồ sơ: ai làm gì, trong bao lâu, căn cứ nào."),
                ("Workflow", "The steps of a kind of item: who does what, by when, on what basis.")),
            word(
                ("Bước", "Hồ sơ đang ở đâu trên quy trình."),
                ("State", "Where on its workflow an item is.")),
            word(
                (
                    "Thời hạn",
                    "Theo ngày làm việc, ngày thường hoặc đến một ngày cụ thể, như quy trình ghi;"
                        + " không tính ngày bắt đầu."
                ),
                (
                    "Deadline",
                    "In working days, calendar days or until a date, as the workflow says; the first"
                        + " day is not counted."
                )),
            word(
                ("Tạm dừng", "Thời hạn ngừng tính, như khi chờ bổ sung hồ sơ."),
                ("Paused", "The time stands still, as while a supplement is waited for.")),
            word(
                ("Ủy quyền", "Người khác làm thay bạn trong những ngày bạn định."),
                ("Delegation", "Somebody stands in for you on the days you say.")),
            word(
                (
                    "Phá kính",
                    "Làm trái quy tắc khi khẩn cấp: phải nêu lý do, người khác xác nhận, và ai cũng thấy."
                ),
                (
                    "Break-glass",
                    "To act against the rules in an emergency: with a reason, confirmed by another, seen"
                        + " by all."
                )),
        ]
    }

    private static var signs: [View] {
        [
            [
                "status": StatusBadge(say(vi: "Trong hạn", en: "In time"), .good).view,
                "text": say(vi: "còn thời gian", en: "there is time"),
            ],
            [
                "status": StatusBadge(say(vi: "Sắp đến hạn", en: "Due soon"), .warning).view,
                "text": say(
                    vi: "còn nhiều nhất 3 ngày làm việc", en: "3 working days left at most"),
            ],
            [
                "status": StatusBadge(say(vi: "Quá hạn", en: "Overdue"), .bad).view,
                "text": say(vi: "đã qua ngày đến hạn", en: "past the day it was due"),
            ],
            [
                "status": StatusBadge(say(vi: "Tạm dừng", en: "Paused"), .quiet).view,
                "text": say(vi: "thời hạn đang ngừng tính", en: "its time stands still"),
            ],
        ]
    }
}
