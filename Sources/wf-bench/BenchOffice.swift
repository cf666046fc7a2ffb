import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// The small office the benchmarks run in.
enum BenchOffice {
    static let organisation = """
        organisation: bench
        roles: {specialist: Specialist}
        agencies: [{code: so-a, name: A}, {code: so-b, name: B}]
        people: [{id: an, name: An, agency: so-a, roles: [specialist], demo: true}]
        """

    static let calendar = """
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

    static func circumstances(_ library: Library) throws -> Circumstances {
        guard let calendar = library.rules.calendars["office"],
            let person = library.rules.organisation.person("an"),
            let now = Instant(parsing: "2021-04-14T08:00:00+07:00", in: .vietnam)
        else { throw BenchFailure("the bench office is incomplete") }
        return Circumstances(
            actor: Actor(
                id: person.id, name: person.name, agency: person.agency, roles: person.roles),
            now: now, rules: library.rules, calendar: calendar)
    }
}

/// A benchmark that could not do what it measures.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}

extension String {
    /// The text with every occurrence of one piece replaced by another.
    func replacing(_ piece: String, with other: String) -> String {
        var result = ""
        var rest = Substring(self)
        while let found = rest.firstOccurrence(of: piece) {
            result += rest[..<found.lowerBound] + other
            rest = rest[found.upperBound...]
        }
        return result + rest
    }
}

extension Substring {
    fileprivate func firstOccurrence(of piece: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(piece) {
                return start..<index(start, offsetBy: piece.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
