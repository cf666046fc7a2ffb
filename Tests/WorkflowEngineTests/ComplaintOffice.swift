import Foundation
import TestSupport
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

/// Two departments and an inspectorate. Denunciations are seen by the department that has them and
/// by inspectors; memos by everybody.
struct ComplaintOffice {
    static let people = ["an", "binh", "chi", "dung", "em", "giang"]

    let store: any Store
    var library: Library
    private let folder: TemporaryFolder?

    init(_ kind: LetterOffice.Kind = .memory, complaint: String = Self.complaint) throws {
        switch kind {
        case .memory:
            folder = nil
            store = MemoryStore()
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            store = try SQLiteStore(path: folder.url.path + "/wf.sqlite", create: true)
        }
        library = try Self.library(complaint)
    }

    static func library(_ complaint: String = Self.complaint) throws -> Library {
        let texts = [
            organisation, LetterOffice.calendar("office"), complaint, memo, interview, visit,
        ]
        return try Library.load(
            from: MemorySources(
                texts.enumerated().map { DefinitionSource(path: "file\($0).yaml", text: $1) }))
    }

    func engine(at time: String = "04-14T08:00") throws -> Engine {
        let now = try #require(Instant(parsing: "2021-\(time):00+07:00", in: .vietnam))
        return Engine(library: library, store: store, clock: .fixed(now))
    }

    @discardableResult
    func file(_ id: String, lead: String = "so-a", by person: String = "an") async throws -> Outcome
    {
        try await engine().start(
            "complaint", id: id,
            fields: [("lead", .string(lead)), ("content", .string("Đơn \(id)"))], as: person)
    }

    static let organisation = """
        organisation: province
        roles: {specialist: Specialist, head: Head, inspector: Inspector}
        agencies:
          - {code: so-a, name: Sở A}
          - {code: so-b, name: Sở B}
          - {code: thanh-tra, name: Thanh tra}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist], demo: true}
          - {id: binh, name: Bình, agency: so-a, roles: [head], demo: true}
          - {id: chi, name: Chi, agency: so-b, roles: [specialist], demo: true}
          - {id: dung, name: Dung, agency: so-b, roles: [head], demo: true}
          - {id: em, name: Em, agency: thanh-tra, roles: [inspector], demo: true}
          - {id: giang, name: Giang, agency: so-b, roles: [specialist], demo: true}
        """

    static let complaint = """
        workflow: complaint
        title: {vi: Tố cáo, en: Denunciation}
        visible: actor.agency == item.lead || 'inspector' in actor.roles
        fields:
          content: {type: string}
          lead: {type: agency}
          adviser: {type: agency, default: so-b}
        initial: received
        states:
          received:
            owner: item.lead
            actions:
              ask: {by: {role: specialist, agency: item.lead}, to: advice}
              note-down: {by: {agency: item.lead}, requires: [note]}
              hear: {by: {agency: item.lead}, to: hearing}
          advice:
            owner: item.adviser
            assign: {role: head}
            actions:
              answer: {by: {role: specialist, agency: item.adviser}, to: received}
          hearing:
            children:
              workflow: interview
              count: 2
              fields: {content: "item.content + ' ' + string(n)"}
              more: anyone
            actions:
              visit: {by: {agency: item.lead}, to: visiting}
              close: {by: {agency: item.lead}, when: "children.all(c, c.is_done)", to: closed}
          visiting:
            children:
              workflow: visit
              for_each: "['so-a', 'so-b']"
              id: "{item}.{each}"
              fields: {content: item.content, lead: each}
            actions:
              close: {by: {agency: item.lead}, to: closed}
          closed: {final: closed}
        """

    /// Says nothing of who sees it: whoever sees what it was opened below.
    static let interview = """
        workflow: interview
        title: Interview
        fields: {content: {type: string}}
        states:
          planned: {actions: {hold: {by: anyone, to: held}}}
          held: {final: held}
        """

    /// Is seen by who leads it, whoever sees what it was opened below.
    static let visit = """
        workflow: visit
        title: Visit
        visible: actor.agency == item.lead
        fields: {content: {type: string}, lead: {type: agency}}
        states:
          planned: {owner: item.lead, actions: {pay: {by: anyone, to: paid}}}
          paid: {final: paid}
        """

    static let memo = """
        workflow: memo
        title: Memo
        fields: {content: {type: string}, lead: {type: agency}}
        states:
          written: {owner: item.lead, actions: {send: {by: anyone, to: sent}}}
          sent: {final: sent}
        """
}
