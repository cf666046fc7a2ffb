import CEL
import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel

@Suite("A workflow that is right")
struct GoodWorkflowTests {
    static let text = """
        workflow: task
        version: 3
        title: {vi: Nhiệm vụ có dự toán, en: Task with a budget}
        fields:
          lead: {type: agency, required: true}
          estimate: {type: budget}
          margin: {type: money, value: item.budget * 2}
          budget: {type: money, value: item.estimate.total}
          appraised: {type: money}
          level: {type: enum, values: [provincial, central], default: provincial}
          new_due: {type: date}
        actions:
          cancel: {by: {role: director}, to: cancelled}
          suspend: {by: {role: director}, to: suspended}
        states:
          proposal:
            title: {vi: Đề xuất, en: Proposal}
            owner: item.lead
            actions:
              submit:
                by: {role: specialist, agency: item.lead}
                requires: [estimate, note, document to-trinh]
                when: item.budget > 0 && !visited('supplement')
                set: {appraised: item.budget}
                to: appraisal
          appraisal:
            owner: so-tai-chinh
            deadline: appraisal
            initial: review
            states:
              review:
                actions:
                  pass: {by: {role: [appraiser, director]}, to: approval}
                  return: {by: {role: appraiser}, requires: note, to: supplement}
              supplement:
                owner: item.lead
                actions:
                  resubmit: {by: anyone, when: last('return').done, to: review}
          approval:
            deadline:
              within: table('authority').limit
              source: office setting
            actions:
              approve:
                by: {role: table('authority').role}
                extends_deadline: {name: approval, to: item.new_due}
                to: [{when: item.level == 'central', to: done}, {to: implementation}]
          implementation:
            parallel:
              work:
                states:
                  doing: {actions: {finish: {by: anyone, to: worked}}}
                  worked: {final: true}
              opinions:
                hidden: true
                states:
                  asking: {after: {within: 10 working days, to: asked}}
                  asked: {final: true}
            done: {to: done}
          suspended:
            actions: {resume: {by: {role: director}, to: resume-point}}
          resume-point: {history: deep, default: proposal}
          done: {final: completed}
          cancelled: {final: cancelled}
        """

    @Test("has no complaints")
    func silence() {
        #expect(Definitions(workflow: Self.text).complaints == [])
    }

    @Test("numbers its states in document order, the item itself first")
    func numbering() throws {
        let task = try Definitions(workflow: Self.text).task()
        #expect(
            task.states.map(\.name) == [
                "", "proposal", "appraisal", "review", "supplement", "approval",
                "implementation", "work", "doing", "worked", "opinions", "asking", "asked",
                "suspended", "resume-point", "done", "cancelled",
            ])
        #expect(task.states.map(\.id.index) == Array(0..<17))
        let appraisal = try #require(task.stateIndex["appraisal"])
        #expect(task[appraisal].children.map { task[$0].name } == ["review", "supplement"])
        #expect(
            task[appraisal].subtree.map { task[$0].name } == ["appraisal", "review", "supplement"])
        #expect(task[appraisal].parent == .root)
    }

    @Test("knows what each state is")
    func kinds() throws {
        let task = try Definitions(workflow: Self.text).task()
        func kind(_ name: String) throws -> StateNode.Kind {
            task[try #require(task.stateIndex[name])].kind
        }
        #expect(task[.root].kind == .compound(initial: [StateID(1)]))
        #expect(try kind("appraisal") == .compound(initial: [StateID(3)]))
        #expect(try kind("implementation") == .parallel)
        #expect(try kind("worked") == .final(outcome: "worked"))
        #expect(try kind("done") == .final(outcome: "completed"))
        #expect(try kind("resume-point") == .history(deep: true, fallback: [StateID(1)]))
        #expect(try kind("review") == .atomic)
        #expect(task[StateID(10)].isHidden)
    }

    @Test("computes its fields in the order they need one another")
    func computedFields() throws {
        let task = try Definitions(workflow: Self.text).task()
        #expect(task.computedFields.map { task.fields[$0].name } == ["budget", "margin"])
    }

    @Test("keeps the cases of an action in order, and the fields it asks for can be set with it")
    func actions() throws {
        let task = try Definitions(workflow: Self.text).task()
        let approval = task[try #require(task.stateIndex["approval"])]
        let approve = try #require(approval.actions.first)
        #expect(
            approve.transitions.map { $0.guardExpression?.source } == [
                "item.level == 'central'", nil,
            ])
        #expect(
            approve.transitions.map { $0.targets.map { task[$0].name } } == [
                ["done"], ["implementation"],
            ])
        #expect(approve.deadlineExtension?.deadline == task.deadlineIndex["approval"])

        let proposal = task[try #require(task.stateIndex["proposal"])]
        let submit = try #require(proposal.actions.first)
        #expect(submit.requirements == [.field(1), .note, .document("to-trinh")])
        #expect(submit.input.map { task.fields[$0].name } == ["estimate"])
        #expect(
            task.actionNames == [
                "cancel", "suspend", "submit", "pass", "return", "resubmit", "approve", "finish",
                "resume",
            ])
    }

    @Test("takes shared deadlines from the rules and names its own after their state")
    func deadlines() throws {
        let task = try Definitions(workflow: Self.text).task()
        #expect(task.deadlines.map(\.name) == ["appraisal", "approval"])
        let appraisal = task.deadlines[0]
        #expect(appraisal.scope == task.stateIndex["appraisal"])
        #expect(appraisal.pauses.states.map { task[$0].name } == ["supplement"])
        #expect(appraisal.escalation == "standard")
        guard case .fixed(.limit(.workingDays(10))) = appraisal.limit else {
            Issue.record("expected 10 working days")
            return
        }
        guard case .expression(let limit) = task.deadlines[1].limit else {
            Issue.record("expected CEL")
            return
        }
        #expect(limit.program.resultType == LimitValue.type)
    }

    @Test("knows what feeds the tables it consults")
    func tables() throws {
        let task = try Definitions(workflow: Self.text).task()
        #expect(task.tableInputs.keys.sorted() == ["authority"])
        #expect(task.tableInputs["authority"]?.map(\.source) == ["item.budget"])
    }
}
