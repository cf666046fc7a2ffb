import JSON
package import WorkflowCalendar
package import WorkflowEngine
package import WorkflowModel
package import WorkflowPresentation
package import WorkflowStorage

/// All that happened, the latest first, over all items.
package struct AuditContent: Sendable {
    /// What it is narrowed by; empty for any.
    package struct Filters: Sendable {
        package var person = ""
        package var item = ""
        package var type = ""
        /// Days as they were typed.
        package var from = ""
        package var until = ""

        package init() {}

        package var isEmpty: Bool { [person, item, type, from, until].allSatisfy(\.isEmpty) }

        package func path(before: Int64? = nil) -> String {
            var parts: [String] = []
            for (name, value) in [
                ("person", person), ("item", item), ("type", type), ("from", from),
                ("until", until), ("before", before.map(String.init) ?? ""),
            ] where !value.isEmpty {
                parts.append(name + "=" + value.queryEscaped)
            }
            return parts.isEmpty ? "/audit" : "/audit?" + parts.joined(separator: "&")
        }
    }

    package struct Entry: Sendable {
        package var event: SealedEvent
        /// Nil for what belongs to no item.
        package var text: EventText?

        package init(event: SealedEvent, text: EventText?) {
            self.event = event
            self.text = text
        }
    }

    package var entries: [Entry]
    package var filters: Filters
    /// What was typed and cannot be read, by the name of the field.
    package var faults: [String: String]
    /// Where to go on looking backwards; nil at the beginning.
    package var before: Int64?
    package var isFirstPage: Bool
    /// How many events there are.
    package var total: Int64
    package var organisation: Organisation

    package init(
        entries: [Entry], filters: Filters, faults: [String: String], before: Int64?,
        isFirstPage: Bool, total: Int64, organisation: Organisation
    ) {
        self.entries = entries
        self.filters = filters
        self.faults = faults
        self.before = before
        self.isFirstPage = isFirstPage
        self.total = total
        self.organisation = organisation
    }

    /// The types of event there are, in words.
    static var types: [(name: String, title: String)] {
        [
            ("item.started", say(vi: "Lập hồ sơ", en: "Started")),
            ("item.advanced", say(vi: "Thực hiện bước", en: "Action taken")),
            ("item.moved", say(vi: "Tự chuyển bước", en: "Moved on by itself")),
            ("item.changed", say(vi: "Sửa dữ liệu", en: "Fields changed")),
            ("item.undone", say(vi: "Rút lại", en: "Taken back")),
            ("approval.given", say(vi: "Đồng ý (nhiều người)", en: "Approval given")),
            ("break-glass.requested", say(vi: "Đề nghị phá kính", en: "Break-glass asked for")),
            ("deadline.reminder", say(vi: "Nhắc việc", en: "Reminder")),
            ("deadline.overdue", say(vi: "Quá hạn", en: "Overdue")),
            ("deadline.escalated", say(vi: "Báo lên cấp trên", en: "Escalated")),
            ("deadline.recounted", say(vi: "Tính lại hạn", en: "Counted anew")),
            ("task.completed", say(vi: "Xong việc được hỏi", en: "Task completed")),
            ("task.claimed", say(vi: "Nhận việc", en: "Claimed")),
            ("task.assigned", say(vi: "Giao việc", en: "Assigned")),
            ("task.returned", say(vi: "Trả lại việc", en: "Handed back")),
            ("document.registered", say(vi: "Cấp số văn bản", en: "Document numbered")),
            ("document.withdrawn", say(vi: "Thu hồi văn bản", en: "Document withdrawn")),
            ("delegation.given", say(vi: "Ủy quyền", en: "Delegation given")),
            ("delegation.ended", say(vi: "Thôi ủy quyền", en: "Delegation ended")),
            ("child.added", say(vi: "Thêm hồ sơ con", en: "Child added")),
            ("child.changed", say(vi: "Hồ sơ con thay đổi", en: "Children changed")),
        ]
    }

    package var html: String {
        let view: View = [
            "title": Place.audit.title.spoken,
            "lead": say(
                vi:
                    "\(total) sự kiện, nối thành một chuỗi: sửa, chèn hay bớt một sự kiện thì từ đó về"
                    + " sau không còn khớp.",
                en:
                    "\(total) events in one chain: when one is changed, put in or taken out, nothing"
                    + " after it fits any more."),
            "verify": say(vi: "Kiểm tra cả chuỗi", en: "Check the whole chain"),
            "filters": fields.map(\.html), "isFiltered": !filters.isEmpty,
            "empty": entries.isEmpty && before == nil ? empty.view : nil,
            "nothingHere": entries.isEmpty && before != nil
                ? say(
                    vi: "Chưa thấy trong phần vừa tìm.", en: "Nothing in what was looked through.")
                : nil,
            "hasRows": !entries.isEmpty, "rows": entries.map(row),
            "pages": View(
                dictionaryLiteral: ("first", isFirstPage ? nil : filters.path()),
                ("next", before.map { filters.path(before: $0) })),
        ]
        return Templates.html("audit", view)
    }

    private var fields: [FormField] {
        var people = organisation.everybody.map {
            FormField.Option($0.id, $0.name, isChosen: $0.id == filters.person)
        }
        people.append(
            .init(
                "-", say(vi: "Không ai (tự động)", en: "Nobody (by itself)"),
                isChosen: filters.person == "-"))
        var fields = [
            FormField("person", say(vi: "Ai làm", en: "Who"), .one(people)),
            FormField("item", say(vi: "Mã hồ sơ", en: "Item"), value: filters.item),
            FormField(
                "type", say(vi: "Loại việc", en: "What"),
                .one(
                    Self.types.map {
                        .init($0.name, $0.title, isChosen: $0.name == filters.type)
                    })),
            FormField(
                "from", say(vi: "Từ ngày", en: "From"), value: filters.from,
                fault: faults["from"]),
            FormField(
                "until", say(vi: "Đến ngày", en: "Until"), value: filters.until,
                fault: faults["until"]),
        ]
        for index in fields.indices { fields[index].isFilter = true }
        return fields
    }

    private var empty: EmptyState {
        filters.isEmpty
            ? EmptyState(
                say(vi: "Chưa có gì xảy ra", en: "Nothing has happened yet"),
                say(
                    vi: "Việc đầu tiên ai đó làm với một hồ sơ sẽ hiện ở đây.",
                    en: "The first thing somebody does to an item appears here."))
            : EmptyState(
                say(vi: "Không có sự kiện nào khớp", en: "No event fits"),
                say(vi: "Bớt điều kiện hoặc nới khoảng ngày.", en: "Leave out conditions."),
                link: (say(vi: "Bỏ lọc", en: "Clear the filters"), "/audit"))
    }

    private func row(_ entry: Entry) -> View {
        let sealed = entry.event
        let data = EventText.data(sealed)
        let isBroken =
            sealed.event.type == "break-glass.requested" || !data["override"].isNull
        let isItem = entry.text != nil
        var details = entry.text?.details(sealed.event, data) ?? []
        let more = details.count > 4 ? details.count - 4 : 0
        details = Array(details.prefix(4))
        if more > 0 { details.append(say(vi: "và \(more) dòng nữa", en: "and \(more) more lines")) }
        return [
            "number": "\(sealed.sequence)",
            "title": title(entry), "isBroken": isBroken,
            "broken": say(vi: "PHÁ KÍNH", en: "BREAK-GLASS"),
            "who": entry.text?.who(sealed.event.actor, data)
                ?? sealed.event.actor.map { organisation.person($0)?.name ?? $0 }
                ?? say(vi: "tự động", en: "by itself"),
            "at": sealed.event.at.formatted(in: .vietnam),
            "iso": sealed.event.at.iso8601(in: .vietnam),
            "item": isItem ? sealed.event.item : nil, "path": sealed.event.item.itemPath,
            "details": details, "hasDetails": !details.isEmpty,
            "hash": String(sealed.hash.prefix(12)),
        ]
    }

    private func title(_ entry: Entry) -> String {
        let type = entry.event.event.type
        if let text = entry.text { return text.title(type, EventText.data(entry.event)) }
        return Self.types.first { $0.name == type }?.title ?? type
    }
}

/// What recomputing the whole history found.
package struct VerifyContent: Sendable {
    package var report: VerifyReport
    package var organisation: Organisation
    package var at: Instant

    package init(report: VerifyReport, organisation: Organisation, at: Instant) {
        self.report = report
        self.organisation = organisation
        self.at = at
    }

    package var html: String {
        let view: View = [
            "title": say(vi: "Kiểm tra chuỗi sự kiện", en: "Check of the chain of events"),
            "back": View(
                dictionaryLiteral: ("path", "/audit"), ("title", Place.audit.title.spoken)),
            "isClean": report.isClean,
            "verdict": report.isClean
                ? say(vi: "Không có gì sai", en: "Nothing is wrong")
                : say(
                    vi: "Có \(report.problems.count) chỗ sai",
                    en: report.problems.count == 1
                        ? "1 thing is wrong" : "\(report.problems.count) things are wrong"),
            "summary": say(
                vi: "Đã tính lại \(report.events) sự kiện của \(report.items) hồ sơ, lúc "
                    + at.formatted(in: .vietnam) + ".",
                en: "\(report.events) events of \(report.items) items were computed anew, at "
                    + at.formatted(in: .vietnam) + "."),
            "head": report.head,
            "headText": say(
                vi: "Mã băm của sự kiện cuối; giữ ở nơi khác để nhận ra khi phần cuối bị cắt:",
                en:
                    "The hash of the last event; keep it elsewhere to notice when the end is cut off:"
            ),
            "problems": report.problems.map { problem -> View in
                [
                    "place": [problem.sequence.map { "#\($0)" }, problem.item]
                        .compactMap(\.self).joined(separator: " "),
                    "text": problem.message.spoken,
                ]
            },
            "hasProblems": !report.problems.isEmpty,
            "brokenTitle": say(
                vi: "Phá kính: làm trái quy tắc, có người xác nhận",
                en: "Break-glass: done against the rules, confirmed by another"),
            "hasBroken": !report.brokenGlass.isEmpty,
            "broken": report.brokenGlass.map(broken),
            "noneBroken": say(vi: "Chưa ai phá kính.", en: "Nobody ever broke the glass."),
        ]
        return Templates.html("verify", view)
    }

    private func broken(_ glass: BrokenGlass) -> View {
        var over = glass.constraints
        if glass.lacksPermission { over.append(say(vi: "phân quyền", en: "who may")) }
        return [
            "item": glass.item, "path": glass.item.itemPath, "number": "\(glass.sequence)",
            "at": glass.at.formatted(in: .vietnam), "action": glass.action,
            "who": glass.people.map { organisation.person($0)?.name ?? $0 }
                .joined(separator: ", "),
            "over": over.joined(separator: ", "),
            "standing": glass.isTaken
                ? say(vi: "đã thực hiện", en: "done") : say(vi: "mới đề nghị", en: "asked for only")
                ,
        ]
    }
}
