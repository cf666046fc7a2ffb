import WorkflowCalendar
package import WorkflowModel
import WorkflowPresentation
package import WorkflowReports
package import WorkflowStorage

/// What is past its end, by the agency whose desk it is on, and there by who has it.
package struct OverdueContent: Sendable {
    /// A task that is late, with its item.
    package struct Late: Sendable {
        package var task: TaskRow
        package var item: ItemRow

        package init(task: TaskRow, item: ItemRow) {
            self.task = task
            self.item = item
        }
    }

    package var late: [Late]
    /// Items past their end of which no task is open.
    package var others: [ItemRow]
    package var clock: DueClock
    package var organisation: Organisation

    package init(
        late: [Late], others: [ItemRow], clock: DueClock, organisation: Organisation
    ) {
        self.late = late.sorted {
            ($0.task.dueOn?.description ?? "", $0.item.id) < (
                $1.task.dueOn?.description ?? "", $1.item.id
            )
        }
        self.others = others
        self.clock = clock
        self.organisation = organisation
    }

    package var html: String {
        let items = Set(late.map(\.item.id) + others.map(\.id)).count
        let agencies = Set(late.map(\.task.agency) + others.compactMap(\.owner)).count
        let isEmpty = late.isEmpty && others.isEmpty
        let view: View = [
            "title": Place.overdue.title.spoken,
            "summary": isEmpty
                ? nil
                : say(
                    vi: "\(items) hồ sơ quá hạn ở \(agencies) cơ quan. Ngày quá hạn tính theo ngày"
                        + " làm việc.",
                    en: "\(items == 1 ? "1 item is" : "\(items) items are") overdue in "
                        + "\(agencies == 1 ? "1 agency" : "\(agencies) agencies"), counted in"
                        + " working days."),
            "empty": isEmpty ? empty.view : nil,
            "agencies": agencyViews,
        ]
        return Templates.html("overdue", view)
    }

    private var empty: EmptyState {
        EmptyState(
            say(vi: "Không có gì quá hạn", en: "Nothing is overdue"),
            say(
                vi: "Mọi hồ sơ đang xử lý đều trong hạn hoặc không có hạn.",
                en: "Every open item is in time, or has no deadline."),
            link: (say(vi: "Xem lịch thời hạn", en: "See the calendar of deadlines"), "/calendar"))
    }

    private var agencyViews: [View] {
        var codes: [String] = []
        for code in late.map(\.task.agency) + others.map({ $0.owner ?? "" })
        where !codes.contains(code) {
            codes.append(code)
        }
        return codes.map { code in
            let own = late.filter { $0.task.agency == code }
            var holders: [String] = []
            for late in own where !holders.contains(holder(late.task)) {
                holders.append(holder(late.task))
            }
            var people = holders.map { name -> View in
                [
                    "name": name,
                    "rows": own.filter { holder($0.task) == name }.map { row($0).view },
                ]
            }
            let rest = others.filter { ($0.owner ?? "") == code }
            if !rest.isEmpty {
                people.append([
                    "name": say(vi: "Không còn việc đang mở", en: "No task is open"),
                    "rows": rest.map { $0.listed(clock, organisation).view },
                ])
            }
            return [
                "name": organisation.agency(code)?.name.spoken
                    ?? (code.isEmpty ? say(vi: "Không rõ cơ quan", en: "No agency") : code),
                "count": "\(Set(own.map(\.item.id) + rest.map(\.id)).count)", "people": people,
            ]
        }
    }

    /// Who has it, or who could take it.
    private func holder(_ task: TaskRow) -> String {
        func name(_ id: String) -> String { organisation.person(id)?.name ?? id }
        if let person = task.claimedBy { return name(person) }
        if !task.people.isEmpty { return task.people.map(name).joined(separator: ", ") }
        let roles = task.roles.map { organisation.role($0)?.title.spoken ?? $0 }
        if roles.isEmpty { return say(vi: "Chưa ai nhận", en: "Nobody has taken it") }
        return say(vi: "Chưa ai nhận: ", en: "Not taken yet: ") + roles.joined(separator: ", ")
    }

    private func row(_ late: Late) -> ListedItem {
        ListedItem(
            id: late.item.id, title: late.item.title,
            task: say(vi: late.task.titleVi, en: late.task.titleEn), due: late.task.dueText,
            status: clock.status(of: late.task))
    }
}
