public import Diagnostics
public import WorkflowModel

/// What its parent can see of children has changed, and what followed from that.
public final class ChildrenChanged: Sendable {
    /// As they are now.
    public let children: [ChildState]
    /// Children an action of the parent should have been followed by an action of theirs, which was
    /// not possible.
    public let left: [ChildLeft]
    public let step: Step

    init(children: [ChildState], left: [ChildLeft], step: consuming Step) {
        self.children = children
        self.left = left
        self.step = step
    }
}

/// A child that stays as it is although an action of its parent should have changed it.
public struct ChildLeft: Hashable, Sendable {
    public var child: String
    /// The action of the child.
    public var action: String
    public var reason: LocalizedText

    public init(child: String, action: String, reason: LocalizedText) {
        self.child = child
        self.action = action
        self.reason = reason
    }
}

/// A person opened one more child.
public final class ChildAdded: Sendable {
    public let agency: String
    public let opening: ChildOpening

    init(agency: String, opening: ChildOpening) {
        self.agency = agency
        self.opening = opening
    }
}

/// The event of another item that an action was taken for, in nobody's name.
public struct EventCause: Hashable, Sendable {
    public var item: String
    /// The version of that item once it had happened.
    public var version: Int

    public init(item: String, version: Int) {
        self.item = item
        self.version = version
    }
}

extension Event {
    /// The children it opens.
    public var openedChildren: [ChildOpening] {
        switch body {
        case .started(let started): started.step.openedChildren
        case .advanced(let advanced): advanced.step.openedChildren
        case .moved(let moved): moved.step.openedChildren
        case .childrenChanged(let changed): changed.step.openedChildren
        case .childAdded(let added): [added.opening]
        case .taskCompleted(let completed): completed.step?.openedChildren ?? []
        case .changed(let changed): changed.step.openedChildren
        case .undone, .deadlineReached, .taskHandled, .recounted, .documentRegistered,
            .documentWithdrawn, .approvalGiven, .breakGlassRequested:
            []
        }
    }
}

extension ItemState {
    /// What the parent can see of this item.
    ///
    /// - Parameter known: what the parent knew of it.
    /// - Parameter parent: the workflow of the parent.
    public func asChild(_ known: ChildState, of parent: Workflow) -> ChildState {
        var child = known
        child.states = configuration.filter { $0 != .root && !workflow[$0].isHidden }
            .map { workflow[$0].name }
        child.outcome = outcome
        child.fields = parent.childFields.map { field in
            guard let index = workflow.fieldIndex[field.name],
                workflow.fields[index].type == field.type
            else { return nil }
            return fields[index]
        }
        return child
    }

    /// The open children that an event of this item wants an action taken on.
    public func cascade(of event: Event) -> [(child: ChildState, action: String)] {
        guard case .advanced(let advanced) = event.body else { return [] }
        return workflow.children.flatMap { definition -> [(child: ChildState, action: String)] in
            guard let action = definition.childAction(after: advanced.action) else { return [] }
            return children.filter { $0.opener == definition.state && !$0.isDone }
                .map { ($0, action) }
        }
    }
}
