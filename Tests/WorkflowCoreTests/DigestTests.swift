import JSON
import Testing
import WorkflowCalendar
import WorkflowCore

@Suite("A digest")
struct DigestTests {
    private static func message(
        _ item: String, type: String = "wf.deadline.reminder", due: String? = nil,
        overdue: Int64? = nil, text: String = "x"
    ) -> String {
        var data: JSONObject = ["text": ["en": .string(text), "vi": .string(text)]]
        data["item"] = .string(item)
        data["due"] = due.map(JSON.string)
        data["days_overdue"] = overdue.map(JSON.int)
        data["to"] = [["agency": "so-a"]]
        let envelope: JSON = [
            "data": .object(data), "subject": .string(item), "type": .string(type),
        ]
        return envelope.canonical
    }

    private static func digest(_ messages: [String]) throws -> JSON {
        let entries = try messages.map { try #require(Digest.Entry($0)) }
        return try JSON.parse(
            Digest.json(
                of: entries, for: "so-a", at: Instant(millisecondsSinceEpoch: 0), in: .vietnam))
    }

    @Test("is ordered by urgency: longest overdue, soonest due, never due, else as they came")
    func order() throws {
        let digest = try Self.digest([
            Self.message("never"), Self.message("later", due: "2021-05-10"),
            Self.message("soon-1", due: "2021-05-04"), Self.message("soon-2", due: "2021-05-04"),
            Self.message("late", type: "wf.deadline.overdue", due: "2021-04-29"),
            Self.message("latest", due: "2021-04-28", overdue: 3),
        ])
        #expect(
            digest["data"]["entries"].array?.map { $0["item"] } == [
                "latest", "late", "soon-1", "soon-2", "later", "never",
            ])
    }

    @Test("counts items, not messages, and has one line for each message")
    func text() throws {
        let digest = try Self.digest([
            Self.message("a", type: "wf.item.advanced", due: "2021-05-04", text: "hai\ndòng"),
            Self.message("a", due: "2021-05-04", overdue: 1, text: "trễ"),
        ])
        #expect(
            digest["data"]["text"] == [
                "en": "1 item needs attention, overdue:\n- trễ\n- hai dòng",
                "vi": "Có 1 việc cần lưu ý, đã quá hạn:\n- trễ\n- hai dòng",
            ])
        #expect(digest["data"]["count"] == 2)
        #expect(digest["data"]["to"] == [["agency": "so-a"]])
        #expect(digest["time"] == "1970-01-01T07:00:00+07:00")
    }

    @Test("tells the last step of a ladder, and keeps the others for who wants all")
    func ladder() throws {
        let digest = try Self.digest([
            Self.message("a", due: "2021-05-04", text: "nhắc"),
            Self.message("b", due: "2021-05-04", text: "nhắc b"),
            Self.message(
                "a", type: "wf.deadline.overdue", due: "2021-05-04", overdue: 1, text: "trễ"),
            Self.message(
                "a", type: "wf.deadline.escalated", due: "2021-05-04", overdue: 3,
                text: "báo lên"),
        ])
        #expect(
            digest["data"]["text"]["vi"]
                == "Có 2 việc cần lưu ý, trong đó 1 việc quá hạn:\n- báo lên\n- nhắc b")
        let entries = digest["data"]["entries"].array ?? []
        #expect(entries.count == 4)
        #expect(
            entries.filter { $0["superseded"] != true }.map { $0["text"]["vi"] }
                == ["báo lên", "nhắc b"])
    }

    @Test(
        "is made of messages only",
        arguments: ["", "{}", "[]", #"{"subject":"a","data":{"text":"x"}}"#])
    func unreadable(_ text: String) {
        #expect(Digest.Entry(text) == nil)
    }
}
