import Diagnostics
import WorkflowCalendar
import WorkflowPresentation
package import WorkflowReports
import WorkflowStorage

/// One line of a list of items.
package struct ListedItem: Sendable {
    package var id: String
    package var title: String
    /// What is to be done, or which state it is in.
    package var task: String
    /// Further facts, each a few words.
    package var meta: [String]
    package var due: String
    package var status: DueStatus
    package var priority: String?

    package init(
        id: String, title: String, task: String, meta: [String] = [], due: String,
        status: DueStatus, priority: String? = nil
    ) {
        self.id = id
        self.title = title
        self.task = task
        self.meta = meta
        self.due = due
        self.status = status
        self.priority = priority
    }

    package var view: View {
        let tone = status.tone
        return [
            "id": id, "title": title.isEmpty ? id : title, "path": id.itemPath, "task": task,
            "meta": meta.filter { !$0.isEmpty },
            "due": due.isEmpty ? nil : say(vi: "Hạn \(due)", en: "Due \(due)"),
            "status": StatusBadge(status)?.view,
            // Only what is late or nearly so is marked at the edge.
            "tone": tone == .bad || tone == .warning ? tone.className : nil,
            "priority": priority,
        ]
    }
}

/// From one page of a long list to the next.
package struct Pagination: Sendable {
    package var first: String?
    package var next: String?

    /// - Parameters:
    ///   - first: the path of the beginning of the list, where this is not it.
    ///   - next: that of what follows; nil at the end.
    package init(first: String?, next: String?) {
        self.first = first
        self.next = next
    }

    package var view: View? {
        if first == nil && next == nil { return nil }
        return ["first": first, "next": next]
    }
}

/// Nothing here, and what to do about it.
package struct EmptyState: Sendable {
    package var title: String
    package var text: String
    package var link: (title: String, path: String)?

    package init(_ title: String, _ text: String, link: (title: String, path: String)? = nil) {
        self.title = title
        self.text = text
        self.link = link
    }

    package var view: View {
        [
            "title": title, "text": text,
            "link": link.map { link -> View in ["title": link.title, "path": link.path] },
        ]
    }
}
