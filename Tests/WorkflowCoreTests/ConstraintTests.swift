import Diagnostics
import Foundation
import Testing
import WorkflowCore
import WorkflowModel

/// What people did on an item keeps them from other steps, or binds them to go on.
@Suite("Constraints over the whole history")
struct ConstraintTests {
    static let organisation = """
        organisation: test
        roles: {specialist: Specialist, head: Head, appraiser: Appraiser, admin: Administrator}
        agencies:
          - {code: so-a, name: Sở A}
          - {code: so-b, name: Sở B, parent: so-a}
          - {code: so-c, name: Sở C, to: 2021-03-01, merged_into: so-b}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist, appraiser, admin]}
          - {id: binh, name: Bình, agency: so-a, roles: [specialist, appraiser]}
          - {id: chi, name: Chi, agency: so-b, roles: [specialist, appraiser]}
          - {id: dung, name: Dung, agency: so-b, roles: [specialist, appraiser]}
          - {id: giang, name: Giang, agency: so-a, roles: [specialist]}
        """

    static let body = """
        fields: {}
        initial: proposal
        states:
          proposal:
            actions:
              submit: {by: {role: specialist}, to: appraisal}
              withdraw: {by: {role: specialist}, to: proposal}
          appraisal:
            actions:
              review: {by: {role: appraiser}}
              return: {by: {role: appraiser}, to: proposal}
              adjust: {by: {role: appraiser}}
              pass: {by: {role: appraiser}, to: approval}
          approval:
            actions:
              approve: {by: {role: appraiser}, to: done}
          done: {final: completed}
        """

    static func item(_ constraint: String) throws -> Item {
        try Item(
            body, organisation: organisation,
            rules: ["constraints:\n  - {name: tested, title: Tested, \(constraint)}"])
    }

    /// A way through the workflow and what is said to the last step of it.
    struct Way: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let constraint: String
        /// `ACTION PERSON`; all but the last are possible.
        let steps: [String]
        /// Nil when the last one is possible too.
        let refusal: Refusal.Code?
        var could: [String]?
    }

    @Test(
        "they keep out whom they name, and nobody else",
        arguments: [
            Way(
                testDescription: "who submitted may not pass",
                constraint: "did: submit, may_not: pass", steps: ["submit an", "pass an"],
                refusal: .separationOfDuties, could: ["binh", "chi", "dung"]),
            Way(
                testDescription: "another may",
                constraint: "did: submit, may_not: pass", steps: ["submit an", "pass binh"],
                refusal: nil),
            Way(
                testDescription: "in another workflow it has no say",
                constraint: "did: submit, may_not: pass, workflows: [other]",
                steps: ["submit an", "pass an"], refusal: nil),
            Way(
                testDescription: "everybody who ever submitted is remembered",
                constraint: "did: submit, may_not: pass",
                steps: ["submit an", "return chi", "submit binh", "pass an"],
                refusal: .separationOfDuties, could: ["chi", "dung"]),
            Way(
                testDescription: "each of several steps by somebody else",
                constraint: "different_people: [pass, approve]",
                steps: ["submit an", "pass chi", "approve chi"], refusal: .separationOfDuties,
                could: ["an", "binh", "dung"]),
            Way(
                testDescription: "the same step again by the same person is no other step",
                constraint: "different_people: [review, approve]",
                steps: ["submit an", "review chi", "review chi"], refusal: nil),
            Way(
                testDescription: "nobody of the agency that submitted may pass",
                constraint: "did: submit, not_same_agency: pass",
                steps: ["submit an", "pass binh"], refusal: .sameAgency, could: ["chi", "dung"]),
            Way(
                testDescription: "another agency may",
                constraint: "did: submit, not_same_agency: pass",
                steps: ["submit an", "pass chi"], refusal: nil),
            Way(
                testDescription: "every agency that ever submitted is remembered",
                constraint: "did: submit, not_same_agency: pass",
                steps: ["submit an", "return chi", "submit chi", "pass binh"],
                refusal: .sameAgency, could: []),
            Way(
                testDescription: "who reviewed must pass too",
                constraint: "did: review, must: [adjust, pass]",
                steps: ["submit an", "review chi", "pass dung"], refusal: .anotherPersonMust,
                could: ["chi"]),
            Way(
                testDescription: "who reviewed goes on",
                constraint: "did: review, must: [adjust, pass]",
                steps: ["submit an", "review chi", "adjust chi", "pass chi"], refusal: nil),
            Way(
                testDescription: "the last who reviewed is bound, and not the first",
                constraint: "did: review, must: pass",
                steps: ["submit an", "review chi", "review dung", "pass chi"],
                refusal: .anotherPersonMust, could: ["dung"]),
            Way(
                testDescription: "nobody is bound before it was done",
                constraint: "did: review, must: pass", steps: ["submit an", "pass dung"],
                refusal: nil),
            Way(
                testDescription: "who cannot go on any more is let go of",
                constraint: "did: submit, must: pass", steps: ["submit giang", "pass dung"],
                refusal: nil),
            Way(
                testDescription: "unless nobody is let go of",
                constraint: "did: submit, must: pass, unless_gone: false",
                steps: ["submit giang", "pass dung"], refusal: .anotherPersonMust, could: []),
        ])
    func way(_ way: Way) throws {
        // A constraint of a workflow that is not there would be refused.
        let other = "workflow: other\nversion: 1\ntitle: Other\n" + Self.body
        var item = try Item(
            Self.body, organisation: Self.organisation,
            rules: [
                "constraints:\n  - {name: tested, title: Tested, \(way.constraint)}", other,
            ])
        for (number, step) in way.steps.enumerated() {
            let words = step.split(separator: " ").map(String.init)
            // Each a minute after the one before.
            let minute = 10 + number
            let day = "2021-04-14T08:\(minute):00+07:00"
            guard number == way.steps.count - 1, let code = way.refusal else {
                try item.act(words[0], as: words[1], on: day)
                continue
            }
            let before = item.state.snapshot
            let refusal = #expect(throws: Refusal.self) {
                try item.act(words[0], as: words[1], on: day)
            }
            #expect(refusal?.code == code)
            #expect(refusal?.reasons.first?.constraint == "tested")
            #expect(refusal?.reasons.first?.whoCould == way.could)
            #expect(item.state.snapshot == before)
        }
    }

    @Test("An agency that went over into another is the same as that one")
    func mergedAgency() throws {
        let organisation = Self.organisation.replacingOccurrences(
            of: "{id: giang, name: Giang, agency: so-a",
            with: "{id: giang, name: Giang, agency: so-c")
        var item = try Item(
            Self.body, organisation: organisation,
            rules: [
                "constraints: [{name: tested, title: x, did: submit, not_same_agency: pass}]"
            ])
        try item.act("submit", as: "giang")
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "chi") }
        #expect(refusal?.code == .sameAgency)
        try item.act("pass", as: "an")
    }

    @Test("No role is above constraints: an administrator is bound like everybody")
    func administrators() throws {
        var item = try Self.item("did: submit, may_not: [pass, return]")
        try item.act("submit", as: "an")
        #expect(
            try item.state.why("pass", item.circumstances("an")).map(\.code)
                == [.separationOfDuties])
        #expect(throws: Refusal.self) { try item.act("return", as: "an") }
    }

    @Test("What was done counts also once it was withdrawn and done again by another")
    func redone() throws {
        var item = try Self.item("did: submit, may_not: pass")
        try item.act("submit", as: "an")
        try item.act("return", as: "chi")
        try item.act("withdraw", as: "an")
        try item.act("submit", as: "binh")
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "an") }
        #expect(refusal?.code == .separationOfDuties)
    }
}
