package import JSON
package import WorkflowCalendar

extension CalendarYear {
    package func view(of calendar: WorkingCalendar, _ year: Int) -> JSON {
        [
            "year": .int(Int64(year)),
            "off": .array(offDates.map { .string($0.description) }),
            "worked": .array(workedDates.map { .string($0.description) }),
            "basis": .string(basis.name), "basis_text": .string(basis.text.spoken),
            "calendar": .string(calendar.version),
            "known_since": calendar.knownSince.map { .string($0.description) } ?? .null,
        ]
    }
}

extension [ReportingPeriod] {
    /// - Parameter day: of the last month of each, which is told, too.
    package func view(
        of year: Int, day: Int?, _ roll: Roll?, _ calendar: WorkingCalendar
    ) -> JSON {
        [
            "year": .int(Int64(year)),
            "periods": .array(
                map { period in
                    period.view(day.map { calendar.moved(period.dayOfLastMonth($0), roll) })
                }),
            "calendar": .string(calendar.version),
        ]
    }
}

extension ReportingPeriod {
    fileprivate func view(_ due: DueDate?) -> JSON {
        var view = JSONObject()
        view["number"] = .int(Int64(number))
        view["title"] = .string(title.spoken)
        view["first"] = .string(first.description)
        view["last"] = .string(last.description)
        if let due {
            view["due"] = .string(due.due.description)
            view["raw"] = .string(due.raw.description)
            view["provisional"] = .bool(due.isProvisional)
        }
        return .object(view)
    }
}

extension CalendarEditions {
    /// Each edition, for programs.
    package func view(at now: Instant) -> [JSON] {
        let current = inForce(at: now)
        return all.map { $0.view(isInForce: $0 === current) }
    }
}

extension WorkingCalendar {
    fileprivate func view(isInForce: Bool) -> JSON {
        [
            "calendar": .string(name), "version": .string(version),
            "known_since": knownSince.map { .string($0.description) } ?? .null,
            "in_force": .bool(isInForce),
            "decreed": .array(decreed.map { .int(Int64($0.year)) }),
            "receipt": .string(receipt.description), "roll": .string(roll.rawValue),
        ]
    }
}
