import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowPresentation
import WorkflowStorage

/// How notifications stand, for people.
struct NotificationText {
    let now: Instant

    // MARK: Counts

    /// A line for every sink, so that it can be seen to add up.
    func print(_ counts: [DeliveryCounts], on screen: Screen) {
        let used = counts.filter { $0.queued > 0 || $0.circuit.isOpen(at: now) }
        if used.isEmpty {
            return screen.print(say(vi: "Chưa có thông báo nào.", en: "No notifications yet."))
        }
        var table = TextTable([
            .init(title: say(vi: "Nơi nhận", en: "Sink"), minimum: 8),
            .init(title: say(vi: "Đã vào", en: "Queued"), alignment: .right),
            .init(title: say(vi: "= đã gửi", en: "= delivered"), alignment: .right),
            .init(title: say(vi: "+ đang chờ", en: "+ waiting"), alignment: .right),
            .init(title: say(vi: "+ không gửi được", en: "+ dead"), alignment: .right),
            .init(title: "", minimum: 16, maxLines: 3),
        ])
        for counts in used {
            table.add(
                .init(counts.sink, .accent), .init("\(counts.queued)"),
                .init("\(counts.delivered)"), .init("\(counts.waiting)"),
                .init("\(counts.dead)", counts.dead > counts.dropped ? .bad : .plain),
                .init(remarks(counts), .quiet))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    private func remarks(_ counts: DeliveryCounts) -> String {
        var remarks: [String] = []
        if counts.retrying > 0 {
            remarks.append(
                say(vi: "\(counts.retrying) chờ gửi lại", en: "\(counts.retrying) to be sent again")
            )
        }
        if counts.dropped > 0 {
            remarks.append(say(vi: "\(counts.dropped) đã bỏ", en: "\(counts.dropped) dropped"))
        }
        if let openUntil = counts.circuit.openUntil, openUntil > now {
            let time = openUntil.formatted(in: .vietnam)
            remarks.append(say(vi: "tạm nghỉ đến \(time)", en: "paused until \(time)"))
        }
        return remarks.joined(separator: ", ")
    }

    /// Messages that are in no outbox yet, and so not among those counted.
    func print(held: Int, until next: Instant?, on screen: Screen) {
        guard held > 0, let next else { return }
        let time = next.formatted(in: .vietnam)
        screen.print()
        screen.printWrapped(
            say(
                vi:
                    "Ngoài ra \(held) thông báo chờ đến giờ gửi, sớm nhất \(time); chưa tính ở trên.",
                en: (held == 1 ? "Besides, 1 message waits" : "Besides, \(held) messages wait")
                    + " for the hour they may go out, the first until \(time); not counted above."))
    }

    // MARK: A list

    func print(_ records: [NotificationRecord], on screen: Screen) {
        var table = TextTable([
            .init(title: say(vi: "Mã", en: "Id")),
            .init(title: say(vi: "Nơi nhận", en: "Sink"), minimum: 6),
            .init(title: say(vi: "Hồ sơ", en: "Item"), minimum: 8),
            .init(title: say(vi: "Loại", en: "Type"), minimum: 12),
            .init(title: say(vi: "Tình trạng", en: "Status"), minimum: 18, maxLines: 3),
        ])
        for record in records {
            table.add(
                .init(OutboxRow.eventID(of: record.id), .accent), .init(record.sink),
                .init(record.item), .init(record.type ?? ""),
                .init(
                    [status(record), answer(record)].compactMap(\.self).joined(separator: ": "),
                    record.state.tone))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }

    private func status(_ record: NotificationRecord) -> String {
        let last = record.lastAt?.formatted(in: .vietnam) ?? ""
        switch record.state {
        case .waiting: return say(vi: "chờ gửi", en: "waiting")
        case .retrying:
            let next = record.notBefore.map { max($0, now).formatted(in: .vietnam) } ?? ""
            return say(
                vi: "đã gửi \(record.attempts) lần, gửi lại từ \(next)",
                en: "sent \(record.attempts) \(record.attempts == 1 ? "time" : "times"), again from"
                    + " \(next)")
        case .delivered: return say(vi: "đã gửi \(last)", en: "delivered \(last)")
        case .dead: return say(vi: "không gửi được \(last)", en: "dead \(last)")
        case .dropped:
            let dropped = record.droppedAt?.formatted(in: .vietnam) ?? ""
            return say(vi: "đã bỏ \(dropped)", en: "dropped \(dropped)")
        }
    }

    /// `503 Service Unavailable`
    private func answer(_ record: NotificationRecord) -> String? {
        let parts = [record.status.map(String.init), record.problem].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    // MARK: One

    func print(
        _ record: NotificationRecord, behind inFront: NotificationRecord?, _ circuit: Circuit,
        on screen: Screen
    ) {
        screen.print(screen.palette(OutboxRow.eventID(of: record.id), .accent))
        var facts = [
            (say(vi: "Nơi nhận", en: "Sink"), record.sink),
            (say(vi: "Hồ sơ", en: "Item"), record.item),
        ]
        if let type = record.type { facts.append((say(vi: "Loại", en: "Type"), type)) }
        facts.append((say(vi: "Tình trạng", en: "Status"), status(record)))
        if let inFront {
            let id = OutboxRow.eventID(of: inFront.id)
            facts.append(
                ("", say(vi: "sau \(id), đang chờ gửi lại", en: "behind \(id), to be sent again")))
        }
        if record.state == .waiting || record.state == .retrying,
            let openUntil = circuit.openUntil, openUntil > now
        {
            let time = openUntil.formatted(in: .vietnam)
            facts.append(
                (
                    "",
                    say(vi: "nơi nhận tạm nghỉ đến \(time)", en: "the sink is paused until \(time)")
                ))
        }
        if record.attempts > 0 {
            facts.append((say(vi: "Số lần gửi", en: "Attempts"), attempts(record)))
        }
        if let answer = answer(record) {
            facts.append((say(vi: "Trả lời cuối", en: "Last answer"), answer))
        }
        print(facts, on: screen)
        screen.print()
        if let row = record.row {
            screen.print((try? JSON.parse(row.envelope))?.pretty ?? row.envelope)
        } else {
            screen.printWrapped(
                say(
                    vi: "Gửi được rồi thì không giữ nội dung; việc gây ra nó là sự kiện"
                        + " \(OutboxRow.event(of: record.id)): wf history \(record.item)",
                    en: "What has arrived is not kept; it was caused by event"
                        + " \(OutboxRow.event(of: record.id)): wf history \(record.item)"))
        }
    }

    private func print(_ facts: [(name: String, text: String)], on screen: Screen) {
        let width = facts.map { DisplayWidth.of($0.name) }.max() ?? 0
        for fact in facts {
            let blank = String(repeating: " ", count: width - DisplayWidth.of(fact.name))
            let lines = fact.text.singleLine.wrapped(to: screen.width - width - 4)
            for (index, line) in lines.enumerated() {
                let name = index == 0 ? fact.name + blank : String(repeating: " ", count: width)
                screen.print("  " + screen.palette(name, .quiet) + "  " + line)
            }
        }
    }

    private func attempts(_ record: NotificationRecord) -> String {
        let first = record.firstAt?.formatted(in: .vietnam)
        let last = record.lastAt?.formatted(in: .vietnam)
        guard let first, let last, record.attempts > 1 else { return "\(record.attempts)" }
        return say(
            vi: "\(record.attempts), lần đầu \(first), lần cuối \(last)",
            en: "\(record.attempts), the first \(first), the last \(last)")
    }
}

extension NotificationRecord.State {
    var tone: Tone {
        switch self {
        case .waiting: .plain
        case .retrying: .warning
        case .delivered: .good
        case .dead: .bad
        case .dropped: .quiet
        }
    }
}
