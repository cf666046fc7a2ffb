import Diagnostics
import JSON
import WorkflowCore
import WorkflowStorage

extension DraftEvent {
    /// Whether it tells of who stands in for whom.
    var isOfDelegations: Bool { type.hasPrefix("delegation.") && item == DelegationRow.register }
}

extension Engine {
    /// Compares the delegations kept with what the history says.
    func verifyDelegations(_ report: inout VerifyReport) async throws(EngineError) {
        let told = try await delegationsTold()
        for sequence in told.unreadable {
            report.problems.append(
                .init(
                    code: "unreadable-event", item: nil, sequence: sequence,
                    message: LocalizedText(
                        vi: "Không đọc lại được sự kiện ủy quyền \(sequence).",
                        en: "The event \(sequence) about a delegation cannot be read back.")))
        }
        let kept = try await stored { () async throws(StoreError) in
            try await store.delegations(DelegationQuery())
        }
        var expected = Dictionary(told.rows.map { ($0.number, $0) }) { first, _ in first }
        var wrong: [Int] = []
        for row in kept where expected.removeValue(forKey: row.number) != row {
            wrong.append(row.number)
        }
        for number in (wrong + expected.keys).sorted() {
            report.problems.append(
                .init(
                    code: "delegation-differs", item: nil, sequence: nil,
                    message: LocalizedText(
                        vi: "Ủy quyền số \(number) lưu trong kho khác với lịch sử.",
                        en: "Delegation \(number) differs from the history.")))
        }
    }

    /// Puts the delegations right from the history.
    func rebuildDelegations() async throws(EngineError) {
        let rows = try await delegationsTold().rows
        try await stored { () async throws(StoreError) in
            try await store.replaceDelegations(rows)
        }
    }

    /// What the history says, in the order given, and the events nobody can read.
    private func delegationsTold() async throws(EngineError)
        -> (rows: [DelegationRow], unreadable: [Int64])
    {
        var told: [Delegation] = []
        var unreadable: [Int64] = []
        let events = try await stored { () async throws(StoreError) in
            try await store.events(item: DelegationRow.register, after: 0, limit: .max)
        }
        for sealed in events {
            let event = sealed.event
            let json = try? JSONView.parse(event.data)
            if event.type == "delegation.given", let json, let actor = event.actor,
                let given = Delegation(json, givenBy: actor, at: event.at)
            {
                told.append(given)
            } else if event.type == "delegation.ended",
                let ended = json.flatMap(DelegationEnded.init),
                let index = told.firstIndex(where: { $0.number == ended.number })
            {
                told[index].endedFrom = ended.from
            } else {
                unreadable.append(sealed.sequence)
            }
        }
        return (told.map { DelegationRow($0) }, unreadable)
    }
}
