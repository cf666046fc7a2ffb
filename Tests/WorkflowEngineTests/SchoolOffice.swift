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

/// An office whose courses have classes: every class is an item below its course.
struct SchoolOffice {
    let store: any Store
    let library: Library
    private let folder: TemporaryFolder?

    /// - Parameters:
    ///   - kind: which store they lie in.
    ///   - course: in place of the usual workflow of a course.
    init(
        _ kind: LetterOffice.Kind = .memory, course: String = Self.course,
        classes: String = Self.classes, store: (any Store)? = nil
    ) throws {
        switch kind {
        case .memory:
            folder = nil
            self.store = store ?? MemoryStore()
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            self.store = try SQLiteStore(path: folder.url.path + "/wf.sqlite", create: true)
        }
        let texts = [Self.organisation, LetterOffice.calendar("office"), course, classes]
        library = try Library.load(
            from: MemorySources(
                texts.enumerated().map { DefinitionSource(path: "file\($0).yaml", text: $1) }))
    }

    /// Another engine over the same file, as another process has it.
    func rival(at time: String = "04-14T08:00") throws -> Engine {
        guard let folder else { return try engine(at: time) }
        let other = try SQLiteStore(path: folder.url.path + "/wf.sqlite", create: false)
        return try engine(at: time, over: other)
    }

    func engine(at time: String = "04-14T08:00", over store: (any Store)? = nil) throws -> Engine {
        let now = try #require(Instant(parsing: "2021-\(time):00+07:00", in: .vietnam))
        return Engine(library: library, store: store ?? self.store, clock: .fixed(now))
    }

    /// A course with that many classes, which are open.
    @discardableResult
    func begin(
        _ id: String = "C", classes: Int = 2, _ fields: [(name: String, value: FieldValue?)] = []
    ) async throws -> Outcome {
        let engine = try engine()
        try await engine.start(
            "course", id: id,
            fields: [("quantity", .quantity(Quantity("0\(classes) lớp")))] + fields, as: "an")
        return try await engine.advance(id, "start-work", as: "an")
    }

    func states(_ id: String) async throws -> [String] {
        let state = try await engine().state(of: id)
        return state.visibleLeaves.map { state.workflow[$0].name }
    }

    static let organisation = """
        organisation: school
        roles: {specialist: Specialist, head: Head}
        agencies: [{code: so-a, name: Sở A}, {code: so-b, name: Sở B}]
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist], demo: true}
          - {id: binh, name: Bình, agency: so-a, roles: [head], demo: true}
        """

    static let course = """
        workflow: course
        title: Course
        fields:
          content: {type: string, default: Tập huấn}
          quantity: {type: quantity}
          districts: {type: list, of: string, default: []}
          delivered: {type: quantity}
          fulfilled: {type: bool, value: "has(item.delivered) && item.delivered.min >= 2"}
          trainees: {type: int}
          last_on: {type: date}
          running: {type: int, value: "size(children.filter(c, !c.is_done))"}
        initial: open
        actions:
          cancel: {by: {role: head}, requires: [note], to: cancelled}
        states:
          open:
            actions:
              suspend: {by: {role: head}, to: suspended}
            states:
              planned: {actions: {start-work: {by: anyone, to: classes}}}
              classes:
                children:
                  workflow: class
                  count: item.quantity.min
                  fields:
                    content: item.content + ' ' + string(n)
                  more: {role: specialist}
                  cascade: {cancel: cancel, suspend: pause, resume: go-on}
                  roll_up:
                    {delivered: sum(delivered), trainees: sum(trainees), last_on: max(held_on)}
                actions:
                  record: {by: anyone, input: [delivered]}
                  finish: {by: anyone, when: "children.all(c, c.is_done)", to: reporting}
                always:
                  when: "size(children) > 0 && children.all(c, c.outcome == 'reported')"
                  to: reporting
              reporting: {actions: {report: {by: anyone, to: completed}}}
              back: {history: deep, default: planned}
          suspended: {actions: {resume: {by: {role: head}, to: back}}}
          completed: {final: completed}
          cancelled: {final: cancelled}
        """

    static let classes = """
        workflow: class
        title: Class
        fields:
          content: {type: string, required: true}
          trainees: {type: int}
          held_on: {type: date}
          delivered: {type: quantity}
        actions:
          cancel: {by: {role: head}, automatic: true, to: cancelled}
        states:
          open:
            actions: {pause: {automatic: true, by: anyone, to: paused}}
            states:
              prepare:
                actions:
                  hold: {by: anyone, input: [trainees, held_on], to: held}
                  note-down: {by: anyone, requires: [note]}
              held:
                after: {within: 10 working days, to: lapsed}
                actions:
                  report: {by: anyone, set: {delivered: "'01 lớp'"}, to: reported}
              back: {history: deep, default: prepare}
          paused: {actions: {go-on: {automatic: true, by: anyone, to: back}}}
          reported: {final: reported}
          lapsed: {final: lapsed}
          cancelled: {final: cancelled}
        """
}
