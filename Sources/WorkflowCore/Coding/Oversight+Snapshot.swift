import WorkflowModel

// Approvals and break-glass in snapshots, from form 2 on.

extension SnapshotWriter {
    mutating func oversight(_ oversight: Oversight?, _ workflow: Workflow) {
        flag(oversight != nil)
        guard let oversight else { return }
        list(oversight.approvals) { writer, approval in
            writer.name(workflow.actionNames[approval.action], at: approval.action)
            writer.state(approval.state, workflow)
            writer.list(approval.people) { $0.text($1) }
            writer.text(approval.agency)
            writer.instant(approval.at)
            writer.flag(approval.isStanding)
        }
        list(oversight.requests) { writer, request in
            writer.name(workflow.actionNames[request.action], at: request.action)
            writer.state(request.state, workflow)
            writer.list(request.people) { $0.text($1) }
            writer.instant(request.at)
            writer.instant(request.until)
            writer.text(request.note)
            writer.list(request.constraints) { $0.text($1) }
            writer.flag(request.lacksPermission)
        }
    }
}

extension SnapshotReader {
    /// Nil, and the reader broken where it cannot be read, when there is none.
    mutating func oversight() -> Oversight? {
        guard flag() else { return nil }
        let approvals = list { reader -> Approval? in
            guard let action = reader.action(), let state = reader.state() else { return nil }
            return Approval(
                action: action, state: state, people: reader.list { $0.text() },
                agency: reader.text(), at: reader.instant(), isStanding: reader.flag())
        }
        let requests = list { reader -> BreakGlassRequest? in
            guard let action = reader.action(), let state = reader.state() else { return nil }
            return BreakGlassRequest(
                action: action, state: state, people: reader.list { $0.text() },
                at: reader.instant(), until: reader.instant(), note: reader.text(),
                constraints: reader.list { $0.text() }, lacksPermission: reader.flag())
        }
        return Oversight(approvals: approvals, requests: requests)
    }
}
