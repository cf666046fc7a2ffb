import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// Every other test of the core reads each of its states back from its snapshot; here is what these
/// do not come across.
@Suite("Snapshots")
struct SnapshotTests {
    private static let workflow = """
        fields:
          content: {type: text, default: Mở 02 lớp tập huấn}
          budget: {type: money, default: 420000000}
          share: {type: double, default: 0.25}
          quantity: {type: quantity, default: 02 lớp}
          lead: {type: agency, default: so-a}
        states:
          work:
            owner: item.lead
            deadline: {within: 10 working days, source: office setting}
            actions:
              submit: {by: {role: specialist}, to: review}
          review:
            owner: so-b
            actions:
              pass: {by: {role: appraiser}, to: done}
          done: {final: done}
        """

    private func submitted() throws -> ItemState {
        var item = try Item(Self.workflow)
        try item.act(
            "submit", note: "Gửi",
            documents: [DocumentRecord(kind: "to-trinh", name: "a.pdf", sha256: "0", size: 1)])
        return item.state
    }

    @Test("The beginning of a snapshot is none, wherever it ends")
    func cut() throws {
        let state = try submitted()
        for length in state.snapshot.indices {
            let beginning = Array(state.snapshot[..<length])
            #expect(
                ItemState(id: state.id, workflow: state.workflow, snapshot: beginning) == nil,
                "\(length) bytes")
        }
    }

    @Test("A snapshot that goes on is none")
    func longer() throws {
        let state = try submitted()
        #expect(
            ItemState(id: state.id, workflow: state.workflow, snapshot: state.snapshot + [0])
                == nil)
    }

    /// Where in the definition a name was found before is only where to look first.
    @Test("Whatever bit was changed, what is read can be written, and the change is noticed")
    func changed() throws {
        let state = try submitted()
        for place in state.snapshot.indices {
            for bit in 0..<8 {
                var bytes = state.snapshot
                bytes[place] ^= 1 << UInt8(bit)
                let read = ItemState(id: state.id, workflow: state.workflow, snapshot: bytes)
                #expect(read?.snapshot.isEmpty != true)
                #expect(!state.agrees(with: bytes), "bit \(bit) of byte \(place)")
            }
        }
    }

    @Test("The snapshot of an older store, which was JSON, is read")
    func older() throws {
        let state = try submitted()
        let at = state.updatedAt.millisecondsSinceEpoch
        let deadline = try #require(state.deadlines[0])
        func names(_ states: StateSet) -> String {
            states.map { "\"\(state.workflow[$0].name)\"" }.joined(separator: ",")
        }
        let json = """
            {"acts":[{"action":"submit","actor":"an","agency":"so-a","at":\(at),"count":1,\
            "people":["an"]}],"deadlines":[{"calendar":"\(deadline.calendar)",\
            "due":"\(deadline.due)","due_at":\(deadline.dueAt.millisecondsSinceEpoch),\
            "extensions":0,"finished":"\(deadline.startedOn)",\
            "from":\(deadline.from.millisecondsSinceEpoch),"limit":"10 working days",\
            "name":"\(state.workflow.deadlines[0].name)","overdue":false,\
            "started":"\(deadline.startedOn)","status":"finished","steps":0}],\
            "documents":[{"kind":"to-trinh","name":"a.pdf","sha256":"0","size":1}],\
            "fields":[["content","Mở 02 lớp tập huấn"],["budget",420000000],["share",0.25],\
            ["quantity","02 lớp"],["lead","so-a"]],"started_at":\(at),"started_by":"an",\
            "states":[\(names(state.configuration))],\
            "tasks":[{"agency":"so-b","opened_at":\(at),"roles":["appraiser"],"state":"review"}],\
            "updated_at":\(at),"version":2,"visited":[\(names(state.visited))]}
            """
        let read = try #require(
            ItemState(id: state.id, workflow: state.workflow, snapshot: Array(json.utf8)))
        #expect(read.snapshot == state.snapshot)
        #expect(state.agrees(with: Array(json.utf8)))
        #expect(!state.agrees(with: Array(json.replacing("Mở", with: "Đóng").utf8)))
        #expect(!state.agrees(with: Array("{}".utf8)))
    }
}
