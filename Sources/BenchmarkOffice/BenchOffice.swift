import Benchmarking
package import WorkflowCalendar
package import WorkflowCore
import WorkflowLoading
package import WorkflowModel

/// The small office the benchmarks run in: a step forth and a step back, without end.
package enum BenchOffice {
    package static let workflow = "bench"
    /// The two actions, which lead from one to the other state and back.
    package static let actions = ["submit", "return"]
    package static let person = "an"
    package static let morning = "2021-04-14T08:00:00+07:00"

    /// - Parameter deadline: Whether each state has a deadline, which starts as one enters and
    ///   stops as one leaves.
    ///   - ladder: How many reminders there are, one each working day up to the last before the
    ///     end.
    package static func library(deadline: Bool, ladder: Int = 0) throws -> Library {
        try Library.load(from: MemorySources(sources(deadline: deadline, ladder: ladder)))
    }

    /// Its definitions, by their paths in a home.
    ///
    /// - Parameter colleagues: Who is there besides `person`, in an agency that has no work.
    package static func sources(
        deadline: Bool, ladder: Int = 0, colleagues: [String] = []
    ) -> [DefinitionSource] {
        let escalate = ladder > 0 ? ", escalate: daily" : ""
        let limit = "\n    deadline: {within: 10 working days, source: bench\(escalate)}"
        let rules =
            [organisation(colleagues), calendar, notifications]
            + (ladder > 0 ? [escalations(ladder)] : [])
        return rules.enumerated().map { DefinitionSource(path: "rules/bench\($0).yaml", text: $1) }
            + [
                DefinitionSource(
                    path: "workflows/bench.yaml", text: workflow(deadline ? limit : ""))
            ]
    }

    package static func now() throws -> Instant {
        guard let now = Instant(parsing: morning, in: .vietnam) else {
            throw BenchFailure("\(morning) is not a time")
        }
        return now
    }

    /// When the office opens so many working days after the morning.
    package static func opening(daysLater days: Int) throws -> Instant {
        guard let calendar = try library(deadline: false).rules.calendars["office"]?.all.first
        else {
            throw BenchFailure("the bench office has no calendar")
        }
        let day = calendar.adding(workingDays: days, to: try now().date(in: calendar.zone))
        guard let opening = calendar.opening(of: day) else {
            throw BenchFailure("\(day) is no working day")
        }
        return opening
    }

    private static func escalations(_ steps: Int) -> String {
        let first = "      - {before: \(steps) working days, every: 1 working day, times: \(steps),"
        return "escalations:\n  daily:\n    steps:\n" + first + " remind: [owner]}"
    }

    package static func circumstances(_ library: Library) throws -> Circumstances {
        let now = try now()
        guard let calendar = library.rules.calendars["office"]?.inForce(at: now),
            let person = library.rules.organisation.person(person)
        else { throw BenchFailure("the bench office is incomplete") }
        return Circumstances(
            actor: Actor(
                id: person.id, name: person.name, agency: person.agency, roles: person.roles),
            now: now, rules: library.rules, calendar: calendar)
    }

    private static func organisation(_ colleagues: [String]) -> String {
        let people = ([(person, "so-a")] + colleagues.map { ($0, "so-c") }).map {
            "\n  - {id: \($0), name: \($0), agency: \($1), roles: [specialist], demo: true}"
        }
        return """
            organisation: bench
            roles: {specialist: Specialist}
            agencies: [{code: so-a, name: A}, {code: so-b, name: B}, {code: so-c, name: C}]
            people:\(people.joined())
            """
    }

    package static let calendar = """
        calendar: office
        version: bench.1
        zone: Asia/Ho_Chi_Minh
        title: Office
        week:
          monday: ["07:30-11:30", "13:30-17:00"]
          tuesday: ["07:30-11:30", "13:30-17:00"]
          wednesday: ["07:30-11:30", "13:30-17:00"]
          thursday: ["07:30-11:30", "13:30-17:00"]
          friday: ["07:30-11:30", "13:30-17:00"]
        years:
          2021:
            decision: {text: bench, known_on: 2020-12-01}
            off: [{date: 2021-04-21, reason: Giỗ Tổ Hùng Vương}]
        """

    private static let notifications = """
        notifications:
          sinks: {log: {type: log, path: notifications.log}}
          rules:
            - name: task-arrives
              on: [wf.item.advanced, wf.deadline.reminder]
              to: [owner]
              sinks: [log]
              text:
                vi: "Việc mới {{id}} – {{state}} – hạn {{due}}"
                en: "New task {{id}} – {{state}} – due {{due}}"
        """

    /// As long as what a plan says of an activity, and in the same letters: short texts without
    /// marks would hide what it costs to fold and to write them.
    private static let content = """
        Tổ chức lớp tập huấn về công cụ cải tiến năng suất, tiêu chuẩn và truy xuất nguồn gốc cho \
        doanh nghiệp nhỏ và vừa trên địa bàn; hướng dẫn áp dụng tại chỗ, đánh giá kết quả sau sáu \
        tháng và phổ biến kinh nghiệm cho các đơn vị cùng ngành
        """

    private static func workflow(_ deadline: String) -> String {
        """
        workflow: bench
        version: 1
        title: Bench
        fields:
          budget: {type: money, default: 420000000}
          lead: {type: agency, default: so-a}
          content: {type: text, default: "\(content)"}
        states:
          proposal:
            owner: item.lead\(deadline)
            actions:
              submit:
                by: {role: specialist, agency: item.lead}
                when: item.budget > 0
                to: appraisal
          appraisal:
            owner: so-b\(deadline)
            actions:
              return:
                by: {role: specialist}
                when: item.budget < 500000000
                to: proposal
        """
    }
}
