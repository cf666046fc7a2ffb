import Diagnostics
import Testing
import WorkflowCore
import WorkflowModel

/// What a new item may be given.
@Suite("The fields of a start")
struct StartTests {
    static let body = """
        fields:
          content: {type: string}
          estimate: {type: money}
          contact: {type: string}
          appraised: {type: money, title: {vi: Số thẩm định, en: Appraised}}
          approved: {type: money}
          region: {type: string}
          routed: {type: string}
          code: {type: string, required: true}
        edit: {fields: contact, by: {role: head}, while: later}
        initial: choosing
        states:
          choosing: {always: [{to: work}]}
          work:
            parallel:
              progress:
                initial: draft
                states:
                  draft: {actions: {submit: {input: [estimate], by: {role: specialist}, to: later}}}
                  later:
                    actions:
                      pass: {by: {role: appraiser}, input: [appraised, contact, code], set: {approved: item.estimate}, to: end}
                  end: {final: completed}
              beside:
                initial: quiet
                states:
                  quiet: {actions: {route: {input: [region], by: {role: head}, to: routed}}}
                  routed: {actions: {note: {requires: [routed], by: {role: head}}}}
        """

    @Test(
        "what a step ahead asks for is given there, everything else may be given at once",
        arguments: [
            ("content", true), ("estimate", true), ("contact", true), ("region", true),
            ("appraised", false), ("approved", false), ("routed", false),
        ])
    func fields(_ row: (name: String, isTaken: Bool)) throws {
        let value: FieldValue =
            ["estimate", "appraised", "approved"].contains(row.name) ? .money(5) : .string("x")
        func start() throws {
            _ = try Item(Self.body, fields: [("code", .string("c")), (row.name, value)])
        }
        if row.isTaken { return try start() }
        let refusal = #expect(throws: Refusal.self) { try start() }
        #expect(refusal?.code == .invalidInput)
        #expect(refusal?.message.en.contains("(\(row.name)) is for the step") == true)
    }
}
