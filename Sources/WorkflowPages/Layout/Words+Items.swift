import Diagnostics

extension Words {
    static let items: [String: LocalizedText] = [
        "pages": say("Trang của danh sách", "Pages of the list"),
        "firstPage": say("Về đầu danh sách", "Back to the beginning"),
        "nextPage": say("Xem tiếp", "Next"),
        "filter": say("Lọc", "Filter"),
        "clear": say("Bỏ lọc", "Clear"),
        "startItem": say("Lập hồ sơ mới", "Start a new item"),
        "whereItIs": say("Đang ở đâu", "Where it is"),
        "drawn": say("Trên sơ đồ quy trình", "On its workflow"),
        "showDrawn": say("Xem trên sơ đồ quy trình ↓", "See it on the workflow ↓"),
        "waitingFor": say("Đang chờ ai", "Waiting for"),
        "youMay": say("Việc bạn làm được", "What you can do"),
        "otherActions": say("Việc khác bạn làm được", "More you can do"),
        "notYet": say("Chưa làm được", "Not possible now"),
        "breakGlass": say("Phá kính khẩn cấp…", "Break the glass in an emergency…"),
        "deadlines": say("Thời hạn", "Deadlines"),
        "movesOn": say("Tự chuyển bước", "Moves on by itself"),
        "children": say("Hồ sơ con", "Items below"),
        "facts": say("Thông tin", "Facts"),
        "documents": say("Văn bản", "Documents"),
        "history": say("Diễn biến", "History"),
        "budgetItem": say("Nội dung chi", "Item"),
        "budgetUnit": say("ĐVT", "Unit"),
        "budgetQuantity": say("Số lượng", "Quantity"),
        "budgetPrice": say("Đơn giá (đồng)", "Unit price (đồng)"),
        "budgetAmount": say("Thành tiền", "Amount"),
        "budgetSource": say("Nguồn", "Source"),
        "budgetTotal": say("Cộng", "Total"),
        "budgetAdd": say("Thêm dòng", "Add a line"),
        "budgetFile": say(
            "Hoặc tải lên tệp CSV (các cột như trên) thay cho các dòng này",
            "Or upload a CSV file with these columns instead"),
        "figures": say("SL × đơn giá", "Quantity × price"),
        "proposed": say("Đề nghị", "Proposed"),
        "appraised": say("Thẩm định", "Appraised"),
        "difference": say("Chênh lệch", "Difference"),
        "edit": say("Sửa thông tin", "Change facts"),
        "undo": say("Rút lại việc vừa làm", "Take back what you did last"),
        "withdrawn": say("đã thu hồi", "withdrawn"),
        "wholeHistory": say("Xem toàn bộ diễn biến", "Show the whole history"),
    ]

    static let actions: [String: LocalizedText] = [
        "checkForm": say("Cần xem lại", "Please check"),
        "cancel": say("Thôi, quay lại", "Cancel"),
        "then": say("Sau bước này", "Afterwards"),
        "changedMeanwhile": say(
            "Hồ sơ đã thay đổi trong khi bạn nhập", "The item changed while you were writing"),
        "changedAdvice": say(
            "Những gì bạn nhập vẫn còn dưới đây. Xem thay đổi rồi gửi lại nếu vẫn đúng.",
            "What you typed is still below. Look at the changes, then send it again if it still"
                + " holds."),
        "changedFiles": say("Tệp thì phải chọn lại.", "Files have to be chosen again."),
        "latest": say("Việc gần nhất trên hồ sơ này", "What happened last"),
        "moreFields": say("Thông tin khác", "More facts"),
        "requestID": say("Mã yêu cầu", "Request"),
    ]
}
