import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension NodeDecoder where Value == FieldValue {
    /// A value for a field of this type, as definitions write it. Codes of agencies and people are
    /// checked against the organisation.
    static func value(of type: FieldType, in organisation: Organisation) -> Self {
        switch type {
        case .string, .text: NodeDecoder<String>.string.map(FieldValue.string)
        case .int: NodeDecoder<Int>.int.map { .int(Int64($0)) }
        case .double: NodeDecoder<Double>.double.map(FieldValue.double)
        case .bool: NodeDecoder<Bool>.bool.map(FieldValue.bool)
        case .money: .money
        case .date: NodeDecoder<CalendarDate>.date.map(FieldValue.date)
        case .instant: NodeDecoder<Instant>.instant.map(FieldValue.instant)
        case .quantity: NodeDecoder<String>.string.map { .quantity(Quantity($0)) }
        case .choice(let choices): .choice(choices)
        case .agency: .code(.anAgency, organisation.agencies.map(\.code))
        case .person: .code(.aPerson, organisation.people.map(\.id))
        case .list(let element):
            NodeDecoder<[FieldValue]>.list(of: .value(of: element, in: organisation))
                .map(FieldValue.list)
        case .budget: NodeDecoder<Budget>.budget.map(FieldValue.budget)
        }
    }

    private static var money: Self {
        let expected = LocalizedText(
            vi: "số tiền, số đồng nguyên (420000000 hoặc \"420.000.000\")",
            en: "an amount of money in whole đồng (420000000 or \"420.000.000\")")
        return Self(expected: expected) { node in
            if let int = node.int { return .money(Int64(int)) }
            // `420.000` unquoted is a number with a fraction to YAML; its text says what is meant.
            return node.string.flatMap(Money.parse).map(FieldValue.money)
        }
    }

    private static func choice(_ choices: [FieldType.Choice]) -> Self {
        NodeDecoder<String>.oneOf(
            choices.map { ($0.code, $0.code) },
            expected: LocalizedText(vi: "một trong các giá trị đã khai", en: "a declared value")
        ).map(FieldValue.string)
    }

    private static func code(_ expected: LocalizedText, _ known: [String]) -> Self {
        NodeDecoder<String>.oneOf(known.map { ($0, $0) }, expected: expected)
            .map(FieldValue.string)
    }
}

/// Amounts of money as people write them.
enum Money {
    /// `420.000.000` and `420000000`, with an optional sign: whole đồng, points between groups of
    /// three digits. Nil for anything else.
    static func parse(_ text: String) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let groups = text.dropFirst(isNegative ? 1 : 0)
            .split(separator: ".", omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty,
            groups.count == 1 || first.utf8.count <= 3,
            groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
            groups.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return Int64(groups.reduce(isNegative ? "-" : "") { $0 + String($1) })
    }
}

extension NodeDecoder where Value == Budget {
    /// A list of `{item, unit, quantity, unit_price, amount?, source?}`, or that as `lines` beside
    /// their `total`. An amount that is given must be what the other two make, a total what the
    /// lines add up to.
    static var budget: Self {
        let lines = NodeDecoder<[Budget.Line]>.list(of: .budgetLine)
        let what = LocalizedText(vi: "dự toán {lines: …, total: …}", en: "{lines: …, total: …}")
        return Self(expected: lines.expected) { node, sink in
            guard node.mapping != nil else {
                return lines.decode(node, sink).flatMap { budget($0, node, sink) }
            }
            return node.readMapping(what, sink) { reader -> Budget? in
                let lines = reader.required("lines", lines)
                let total = reader.optional(
                    "total", NodeDecoder<FieldValue>.value(of: .money, in: .empty))
                guard let budget = lines.flatMap({ budget($0, node, sink) }) else { return nil }
                if case .money(let given)? = total, given != budget.total {
                    sink.report(.wrongTotal(given, budget.total, at: reader.valueRange("total")))
                }
                return budget
            } ?? nil
        }
    }

    private static func budget(
        _ lines: [Budget.Line], _ node: Node, _ sink: DiagnosticSink
    ) -> Budget? {
        if let budget = Budget(lines: lines) { return budget }
        sink.report(.totalTooLarge(at: node.range))
        return nil
    }
}

extension NodeDecoder where Value == Budget.Line {
    static var budgetLine: Self {
        .mapping(LocalizedText(vi: "một dòng dự toán", en: "a line of an estimate")) { reader in
            let money = NodeDecoder<FieldValue>.value(of: .money, in: .empty)
            let item = reader.required("item", .nonEmptyString)
            let unit = reader.optional("unit", .string)
            let quantity = reader.required("quantity", .int)
            let price = reader.required("unit_price", money)
            let amount = reader.optional("amount", money)
            let source = reader.optional("source", .string)
            guard let item, let quantity, case .money(let unitPrice)? = price else { return nil }
            let line = Budget.Line(
                item: item, unit: unit, quantity: Int64(quantity), unitPrice: unitPrice,
                source: source)
            if case .money(let given)? = amount, given != line.amount {
                reader.sink.report(
                    .wrongAmount(given, of: line, at: reader.valueRange("amount")))
            }
            return line
        }
    }
}

extension LocalizedText {
    static let anAgency = LocalizedText(
        vi: "mã của một cơ quan, đơn vị", en: "the code of an agency")
    static let aPerson = LocalizedText(vi: "mã của một người", en: "the code of a person")
    static let aRole = LocalizedText(vi: "mã của một vai trò", en: "the code of a role")
    static let aState = LocalizedText(vi: "tên một trạng thái", en: "the name of a state")
    static let aField = LocalizedText(vi: "tên một trường", en: "the name of a field")
    static let anAction = LocalizedText(vi: "tên một hành động", en: "the name of an action")
}
