import Diagnostics

extension Words {
    static let overview: [String: LocalizedText] = [
        "columnItem": say("Mã", "Item"),
        "columnContent": say("Nội dung", "Activity"),
        "columnLead": say("Chủ trì", "Lead"),
        "columnExpected": say("Dự kiến", "Expected"),
        "columnDelivered": say("Đã xong", "Delivered"),
        "columnState": say("Bước", "State"),
        "columnDue": say("Hạn", "Due"),
        "foundItems": say("Hồ sơ", "Items"),
        "foundPeople": say("Người và cơ quan", "People and agencies"),
        "theirItems": say("Hồ sơ của cơ quan này", "Items of this agency"),
        "months": say("Chuyển tháng", "Change the month"),
        "columnSink": say("Nơi nhận", "Receiver"),
        "columnQueued": say("Tất cả", "All"),
        "columnArrived": say("Đã gửi", "Delivered"),
        "columnWaiting": say("Đang chờ", "Waiting"),
        "columnDead": say("Không gửi được", "Failed"),
        "columnRemarks": say("Ghi chú", "Remarks"),
        "whoMayWhat": say("Ai được làm gì", "Who may do what"),
        "onTheDeskOf": say("Việc của", "On the desk of"),
        "columnAction": say("Việc", "Action"),
        "columnWho": say("Ai làm", "By whom"),
        "columnNeeds": say("Cần có", "Needs"),
        "columnTo": say("Chuyển sang", "Leads to"),
        "columnDeadline": say("Thời hạn", "Deadline"),
        "columnLimit": say("Bao lâu", "How long"),
        "columnSource": say("Căn cứ", "Legal source"),
        "columnNotes": say("Lưu ý", "Notes"),
    ]
}
