import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension NodeDecoder where Value == DelegationRules {
    /// - Parameter organisation: whose roles may be named.
    static func delegationRules(in organisation: Organisation) -> Self {
        let roles = NodeDecoder<[String]>.oneOrMore(of: .role(in: organisation))
        let chain = NodeDecoder<Int>.int(in: 1...DelegationRules.longestChain)
        let days = NodeDecoder<Int>.calendarDays
        return .mapping(LocalizedText(vi: "quy tắc ủy quyền", en: "the rules of delegation")) {
            DelegationRules(
                roles: $0.optional("by", roles, default: []),
                chain: $0.optional("chain", chain, default: 1),
                longest: $0.optional("longest", days),
                isWithinAgency: $0.optional("same_agency", .bool, default: false))
        }
    }
}

extension NodeDecoder where Value == Int {
    /// A number of days of the calendar, at least one: `90 days`.
    fileprivate static var calendarDays: Self {
        let expected = LocalizedText(vi: "một số ngày (90 ngày)", en: "a number of days (90 days)")
        return Self(expected: expected) { node in
            guard case .days(let days)? = node.string.flatMap({ Limit(parsing: $0) }), days > 0
            else { return nil }
            return days
        }
    }
}
