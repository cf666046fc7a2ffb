import Diagnostics
package import WorkflowModel
import WorkflowPresentation
package import WorkflowReports
package import WorkflowStorage

/// The list of items, with what it can be narrowed by.
package struct ItemListContent: Sendable {
    /// As the query of the page names them; empty for any.
    package struct Filters: Sendable {
        package var words = ""
        package var workflow = ""
        package var agency = ""
        package var state = ""
        package var plan = ""
        package var isOverdue = false
        package var withFinished = false

        package init() {}

        package var isEmpty: Bool {
            [words, workflow, agency, state, plan].allSatisfy(\.isEmpty) && !isOverdue
                && !withFinished
        }

        /// The path of the list so narrowed.
        package func path(after: String? = nil) -> String {
            var parts: [String] = []
            for (name, value) in [
                ("q", words), ("workflow", workflow), ("agency", agency), ("state", state),
                ("plan", plan), ("overdue", isOverdue ? "true" : ""),
                ("all", withFinished ? "true" : ""), ("after", after ?? ""),
            ] where !value.isEmpty {
                parts.append(name + "=" + value.queryEscaped)
            }
            return parts.isEmpty ? "/items" : "/items?" + parts.joined(separator: "&")
        }
    }

    package var rows: [ItemRow]
    package var hasMore: Bool
    package var isFirstPage: Bool
    package var filters: Filters
    package var workflows: [(name: String, title: String)]
    package var organisation: Organisation
    package var clock: DueClock

    package init(
        rows: [ItemRow], hasMore: Bool, isFirstPage: Bool, filters: Filters,
        workflows: [(name: String, title: String)], organisation: Organisation, clock: DueClock
    ) {
        self.rows = rows
        self.hasMore = hasMore
        self.isFirstPage = isFirstPage
        self.filters = filters
        self.workflows = workflows
        self.organisation = organisation
        self.clock = clock
    }

    package var html: String {
        let count = rows.count
        let more = hasMore ? say(vi: ", còn nữa", en: ", and more") : ""
        let view: View = [
            "title": Place.items.title.spoken,
            "summary": say(
                vi: "\(count) hồ sơ" + more, en: (count == 1 ? "1 item" : "\(count) items") + more)
                + ".",
            "filters": fields.map(\.html), "isFiltered": !filters.isEmpty,
            "empty": rows.isEmpty ? empty.view : nil, "hasRows": !rows.isEmpty,
            "rows": rows.map { listed($0).view },
            "pages": Pagination(
                first: isFirstPage ? nil : filters.path(),
                next: hasMore ? rows.last.map { filters.path(after: $0.id) } : nil
            ).view,
        ]
        return Templates.html("items", view)
    }

    private func listed(_ row: ItemRow) -> ListedItem {
        row.listed(clock, organisation)
    }

    private var fields: [FormField] {
        func options(_ known: [(String, String)], _ chosen: String) -> [FormField.Option] {
            known.map { .init($0.0, $0.1, isChosen: $0.0 == chosen) }
        }
        let agencies = organisation.agencies.map { ($0.code, $0.shortName ?? $0.name.spoken) }
        var fields = [
            FormField(
                "q", say(vi: "Có các từ", en: "With the words"), value: filters.words,
                isRequired: false),
            FormField(
                "workflow", say(vi: "Loại hồ sơ", en: "Kind"),
                .one(options(workflows.map { ($0.name, $0.title) }, filters.workflow))),
            FormField(
                "agency", say(vi: "Cơ quan", en: "Agency"),
                .one(options(agencies, filters.agency))),
            FormField(
                "overdue", say(vi: "Chỉ hồ sơ quá hạn", en: "Overdue only"), .flag,
                value: filters.isOverdue ? "true" : ""),
            FormField(
                "all", say(vi: "Cả hồ sơ đã kết thúc", en: "Finished ones too"), .flag,
                value: filters.withFinished ? "true" : ""),
        ]
        for index in fields.indices { fields[index].isFilter = true }
        return fields
    }

    private var empty: EmptyState {
        filters.isEmpty
            ? EmptyState(
                say(vi: "Chưa có hồ sơ nào đang xử lý", en: "No items are open"),
                say(
                    vi: "Lập hồ sơ đầu tiên, hoặc nhờ người quản trị nạp kế hoạch.",
                    en: "Start the first one, or have an administrator load a plan."),
                link: (say(vi: "Lập hồ sơ mới", en: "Start a new item"), "/items/new"))
            : EmptyState(
                say(vi: "Không có hồ sơ nào khớp", en: "No item fits"),
                say(
                    vi: "Bớt điều kiện, hoặc tìm cả hồ sơ đã kết thúc.",
                    en: "Leave out conditions, or look among finished ones too."),
                link: (say(vi: "Bỏ lọc", en: "Clear the filters"), "/items"))
    }
}

extension ItemRow {
    /// As lists show it.
    package func listed(_ clock: DueClock, _ organisation: Organisation) -> ListedItem {
        let agency = (outcome == nil ? owner : lead).flatMap { code in
            organisation.agency(code).map { $0.shortName ?? $0.name.spoken } ?? code
        }
        return ListedItem(
            id: id, title: title, task: stateTitle.spoken, meta: [agency ?? ""], due: dueText,
            status: clock.status(of: self))
    }
}
