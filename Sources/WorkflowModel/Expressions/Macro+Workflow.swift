import CEL
import WorkflowCalendar

// Names of states, actions and tables in expressions are checked and turned into numbers while
// the definition is read: a misspelt one is a complaint then, and costs nothing to look up later.

/// The codes of the complaints these macros make.
package enum ExpressionIssue {
    package static let unknownState = "unknown-state"
    package static let unknownAction = "unknown-action"
    package static let unknownTable = "unknown-table"
    package static let notLiteral = "not-literal"
    package static let badDate = "bad-date"
    package static let badLimit = "bad-limit"
}

extension Macro {
    static func state(
        _ name: String, calling function: String, _ states: [String: StateID]
    ) -> Macro {
        Macro(name, argumentCount: 1) { call throws(Issue) in
            let state = try call.requiredName()
            guard let id = states[state] else {
                throw call.issue(
                    code: ExpressionIssue.unknownState, message: "there is no state '\(state)'",
                    at: call.arguments[0])
            }
            return call.makeCall(function, [call.makeLiteral(.int(Int64(id.rawValue)))])
        }
    }

    static func last(_ actions: [String: Int]) -> Macro {
        Macro("last", argumentCount: 1) { call throws(Issue) in
            let action = try call.requiredName()
            guard let index = actions[action] else {
                throw call.issue(
                    code: ExpressionIssue.unknownAction,
                    message: "there is no action '\(action)'", at: call.arguments[0])
            }
            let literal = call.makeLiteral(.int(Int64(index)))
            return call.makeCall(FunctionDeclaration.last, [literal])
        }
    }

    static func table(
        _ tables: [String: DecisionTable], _ consulted: ConsultedTables
    ) -> Macro {
        Macro("table", argumentCount: 1) { call throws(Issue) in
            let name = try call.requiredName()
            guard tables[name] != nil else {
                throw call.issue(
                    code: ExpressionIssue.unknownTable, message: "there is no table '\(name)'",
                    at: call.arguments[0])
            }
            consulted.insert(name)
            return call.makeCall(FunctionDeclaration.tableFunction(name), [])
        }
    }

    /// `date('…')` and `limit('…')` of a literal are values at once.
    static let time: [Macro] = [
        Macro("date", argumentCount: 1) { call throws(Issue) in
            guard let text = call.stringLiteral(call.arguments[0]) else { return nil }
            guard let date = CalendarDate(parsing: text) else {
                throw call.issue(
                    code: ExpressionIssue.badDate, message: "'\(text)' is not a date",
                    at: call.arguments[0])
            }
            return call.makeLiteral(.date(date))
        },
        Macro("limit", argumentCount: 1) { call throws(Issue) in
            guard let text = call.stringLiteral(call.arguments[0]) else { return nil }
            guard let limit = Limit(parsing: text) else {
                throw call.issue(
                    code: ExpressionIssue.badLimit, message: "'\(text)' is not a limit",
                    at: call.arguments[0])
            }
            return call.makeLiteral(.limit(limit))
        },
    ]
}

extension MacroCall {
    /// The name written as the only argument.
    fileprivate func requiredName() throws(Issue) -> String {
        guard let name = stringLiteral(arguments[0]) else {
            throw issue(
                code: ExpressionIssue.notLiteral,
                message: "\(self.name)() takes a name in quotes, written out", at: arguments[0])
        }
        return name
    }
}
