import Diagnostics
import TestSupport
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// Random histories of pauses, returns, extensions and new editions of the calendar.
@Suite("Deadlines over random histories")
struct DeadlineHistoryTests {
    /// Counts the slow way, a day at a time.
    struct Model {
        var off: Set<CalendarDate>
        var from: CalendarDate
        var length = 10
        var due: CalendarDate
        /// What was left when it stopped running; nil while it runs.
        var left: Int?

        init(off: Set<CalendarDate>, from: CalendarDate) {
            self.off = off
            self.from = from
            due = from
            due = day(length, after: from)
        }

        func isWorking(_ day: CalendarDate) -> Bool {
            day.weekday != .saturday && day.weekday != .sunday && !off.contains(day)
        }

        func day(_ count: Int, after start: CalendarDate) -> CalendarDate {
            var day = start
            var left = count
            while left != 0 {
                day = day.adding(days: left > 0 ? 1 : -1)
                if isWorking(day) { left += left > 0 ? -1 : 1 }
            }
            return day
        }

        func workingDays(_ days: ClosedRange<CalendarDate>) -> Int {
            (0...days.lowerBound.days(to: days.upperBound)).count {
                isWorking(days.lowerBound.adding(days: $0))
            }
        }

        mutating func pause(_ today: CalendarDate) {
            guard left == nil else { return }
            left =
                today < due
                ? workingDays(today.adding(days: 1)...due)
                : today == due ? 0 : -workingDays(due...today.adding(days: -1))
            length = left ?? 0
        }

        mutating func resume(_ today: CalendarDate) {
            guard let left else { return }
            from = today
            length = left
            due = day(left, after: today)
            self.left = nil
        }

        mutating func restart(_ today: CalendarDate) {
            self = Model(off: off, from: today)
        }

        mutating func extend() {
            length += 5
            due = day(length, after: from)
        }

        mutating func adopt(_ days: Set<CalendarDate>) {
            off = days
            if left == nil { due = day(length, after: from) }
        }
    }

    @Test("The date is what counting day by day gives", arguments: 0..<40)
    func dueDate(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var item = try Item(RecountTests.body, rules: [RecountTests.ladder])
        let start = try #require(CalendarDate(parsing: "2021-04-14"))
        let holiday = try #require(CalendarDate(parsing: "2021-04-21"))
        var model = Model(off: [holiday], from: start)
        var today = start
        for step in 0..<24 {
            today = today.adding(days: Int.random(in: 0...6, using: &random))
            item.now = Instant(today, minuteOfDay: 600, in: .vietnam)
            try item.tick(item.now.iso8601(in: .vietnam))
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                try item.act("note", [("waiting", .bool(true))])
                model.pause(today)
            case 1, 2:
                try item.act("note", [("waiting", .bool(false))])
                model.resume(today)
            case 3:
                // Taken anew from inside: a state that is left and entered again starts its
                // deadline again, and one that stands still goes on standing still.
                if item.deadline("a")?.isPaused == true { continue }
                try item.act("return")
                model.restart(today)
            case 4:
                guard item.deadline("a")?.isRunning == true,
                    !(item.deadline("a")?.isOverdue ?? true)
                else { continue }
                try item.act("extend")
                model.extend()
            default:
                let days = Set(
                    (0..<8).map { _ in start.adding(days: .random(in: 0...200, using: &random)) }
                )
                .filter { $0.weekday != .saturday && $0.weekday != .sunday }
                let edition = RecountTests.edition("r.\(step)", off: days.map(\.description))
                try item.adopt(edition)
                model.adopt(days.union([holiday]))
            }
            let deadline = try #require(item.deadline("a"))
            if let left = model.left {
                // An extension is counted after the limit: both may have something left.
                guard case .paused(let remaining, _) = deadline.status,
                    let parts = deadline.count.resuming(remaining)?.parts,
                    parts.reduce(0, { $0 + $1.amount }) == left
                else {
                    Issue.record("step \(step): \(left) left, \(deadline)")
                    return
                }
            } else {
                #expect(deadline.isRunning)
                #expect(deadline.due == model.due, "step \(step)")
            }
        }
        try sameFromHistory(item)
    }

    /// Replaying what happened, as it was written down, gives what was kept all along.
    private func sameFromHistory(_ item: Item) throws {
        let first = try #require(item.history.first)
        var state = try #require(
            ItemState(id: item.state.id, workflow: item.state.workflow, first: first))
        for event in item.history.dropFirst() { state.apply(event) }
        #expect(state.snapshot == item.state.snapshot)
        #expect(state.deadlines == item.state.deadlines)
    }
}
