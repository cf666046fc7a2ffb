extension StandardLibrary {
    static let time: [FunctionDeclaration] = [
        accessor("getFullYear") { $0.date.year },
        accessor("getMonth") { $0.date.month - 1 },
        accessor("getDayOfYear") { $0.date.dayOfYear },
        accessor("getDayOfMonth") { $0.date.day - 1 },
        accessor("getDate") { $0.date.day },
        accessor("getDayOfWeek") { $0.dayOfWeek },
        accessor("getHours", unit: 3_600_000_000_000) { $0.hour },
        accessor("getMinutes", unit: 60_000_000_000) { $0.minute },
        accessor("getSeconds", unit: 1_000_000_000) { $0.second },
        FunctionDeclaration(
            "getMilliseconds",
            [
                .unary(member: true) { (a: Timestamp) in Int64(a.nanoseconds / 1_000_000) },
                .chargedBinary(member: true) {
                    (a: Timestamp, zone: String, context) throws(EvaluationError) in
                    _ = try rules(zone, &context)
                    return Int64(a.nanoseconds / 1_000_000)
                },
                // Of a duration this is the part below a second, unlike its other accessors.
                .unary(member: true) { (a: CELDuration) in
                    a.nanoseconds / 1_000_000 % 1_000
                },
            ]),
    ]

    /// A part of a timestamp in UTC or a zone; with a unit also the whole units of a duration.
    private static func accessor(
        _ name: String, unit: Int64? = nil, _ part: @escaping @Sendable (LocalTime) -> Int
    ) -> FunctionDeclaration {
        var overloads: [Overload] = [
            .unary(member: true) { (a: Timestamp) in Int64(part(LocalTime(a, offset: 0))) },
            .chargedBinary(member: true) {
                (a: Timestamp, zone: String, context) throws(EvaluationError) in
                let offset = try rules(zone, &context).offset(at: a.seconds)
                return Int64(part(LocalTime(a, offset: offset)))
            },
        ]
        if let unit {
            overloads.append(.unary(member: true) { (a: CELDuration) in a.nanoseconds / unit })
        }
        return FunctionDeclaration(name, overloads)
    }

    private static func rules(
        _ zone: String, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> TimeZoneRules {
        guard let rules = TimeZoneRules.named(zone) else {
            // Looking for a file that is not there is never remembered.
            try context.charge(100)
            throw .invalidArgument(.unknownTimeZone(String(zone.prefix(64))))
        }
        return rules
    }
}
