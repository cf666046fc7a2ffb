package import WorkflowCore
package import WorkflowPresentation
import WorkflowStorage

/// A page that asks for something: what is asked, what was wrong with what was typed, and what
/// stands in the way.
package struct FormContent: Sendable {
    package var title: String
    package var lead: String?
    package var back: (title: String, path: String)?
    /// Where it is sent to.
    package var action: String
    package var submit: String
    package var fields: [FormField]
    /// Asked for more rarely, folded away.
    package var more: [FormField] = []
    /// What they are; nil for further facts.
    package var moreTitle: String?
    package var hidden: [(name: String, value: String)] = []
    /// Where it leads to.
    package var next: String?
    /// Something to know before it is sent.
    package var notice: String?
    package var refusal: RefusalBox?
    /// What was written to whoever has it now.
    package var notes: [HandoverNote] = []
    /// What happened since the form was made.
    package var changed: Timeline?
    /// What happened last, where it is not known when the form was made.
    package var latest: Timeline?
    /// The item whose estimates stand above the form.
    package var subject: ItemState?
    /// False when nothing can be sent, whatever is typed.
    package var canSend = true
    /// Beside the button: for whom one acts.
    package var beside: String?
    /// The way past the rules, folded away below.
    package var emergency: Emergency?
    /// What shows that it comes from a page of this server.
    package var csrf = ""

    /// A second form to the same place, for when the rules stand in the way.
    package struct Emergency: Sendable {
        package var title: String
        /// What it does, and what it takes.
        package var text: String
        /// Who will know.
        package var told: String
        package var submit: String
        package var fields: [FormField]
        package var isOpen: Bool

        package init(
            title: String, text: String, told: String, submit: String, fields: [FormField],
            isOpen: Bool
        ) {
            self.title = title
            self.text = text
            self.told = told
            self.submit = submit
            self.fields = fields
            self.isOpen = isOpen
        }

        fileprivate var view: View {
            [
                "title": title, "text": text, "told": told, "submit": submit,
                "fields": fields.map(\.html), "isOpen": isOpen,
            ]
        }
    }

    package init(
        title: String, lead: String? = nil, back: (title: String, path: String)?, action: String,
        submit: String, fields: [FormField]
    ) {
        self.title = title
        self.lead = lead
        self.back = back
        self.action = action
        self.submit = submit
        self.fields = fields
    }

    package var hasFaults: Bool { (fields + more).contains { $0.fault != nil } }

    package var html: String {
        let faults = (fields + more).flatMap(\.faultLinks)
        let hasFiles = (fields + more).contains { field in
            switch field.kind {
            case .file, .budget: true
            default: false
            }
        }
        let view: View = [
            "title": title, "lead": lead,
            "back": back.map { back -> View in ["title": back.title, "path": back.path] },
            "Action": action, "submit": submit, "next": next, "notice": notice,
            "HasFiles": hasFiles,
            "fields": fields.map(\.html), "more": more.map(\.html), "hasMore": !more.isEmpty,
            "moreTitle": moreTitle,
            "opensMore": more.contains { $0.fault != nil },
            "Hidden": hidden.map { pair -> View in ["name": pair.name, "value": pair.value] },
            "refusal": refusal?.view, "faults": faults, "hasFaults": !faults.isEmpty,
            "notes": notes.map(\.view),
            "changed": changed.map { timeline -> View in
                ["events": timeline.view, "isKept": canSend, "isKeptButFiles": canSend && hasFiles]
            },
            "latest": latest.map { timeline -> View in ["events": timeline.view] },
            "isBroad": fields.contains { if case .budget = $0.kind { true } else { false } },
            "budgets": subject.map { BudgetTables.all(of: $0).map(\.view) },
            "canSend": canSend, "Csrf": csrf, "beside": beside, "emergency": emergency?.view,
        ]
        return Templates.html("form", view)
    }
}

/// A page that says what went wrong, and what to do next.
package struct FaultContent: Sendable {
    package var title: String
    package var text: String
    package var refusal: RefusalBox?
    package var links: [(title: String, path: String)]
    /// Told to those who run the server.
    package var request: String?

    package init(
        title: String, text: String, refusal: RefusalBox? = nil,
        links: [(title: String, path: String)], request: String? = nil
    ) {
        self.title = title
        self.text = text
        self.refusal = refusal
        self.links = links
        self.request = request
    }

    package var html: String {
        let view: View = [
            "title": title, "text": text, "refusal": refusal?.view, "request": request,
            "links": links.enumerated().map { index, link -> View in
                ["title": link.title, "path": link.path, "isSecond": index > 0]
            },
        ]
        return Templates.html("fault", view)
    }
}

/// The kinds of item one can start.
package struct ChooseWorkflowContent: Sendable {
    package var workflows: [(name: String, title: String)]

    package init(workflows: [(name: String, title: String)]) {
        self.workflows = workflows
    }

    package var html: String {
        let view: View = [
            "title": say(vi: "Lập hồ sơ mới", en: "Start a new item"),
            "lead": say(
                vi: "Chọn loại hồ sơ. Ai làm bước nào, trong bao lâu là do quy trình nói.",
                en: "Choose its kind. The workflow says who does what, and in what time."),
            "back": View(
                dictionaryLiteral: ("path", "/items"), ("title", Place.items.title.spoken)),
            "workflows": workflows.map { workflow -> View in
                [
                    "title": workflow.title, "name": workflow.name,
                    "path": "/items/new/" + workflow.name.queryEscaped,
                ]
            },
        ]
        return Templates.html("choose-workflow", view)
    }
}
