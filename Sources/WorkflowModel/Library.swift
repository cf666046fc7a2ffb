/// All definitions of a home, checked: the current workflows by name, the plans, the rules.
public struct Library: Sendable {
    public var rules: Rules
    public var workflows: [String: Workflow]
    public var plans: [String: Plan]

    public init(rules: Rules, workflows: [String: Workflow], plans: [String: Plan]) {
        self.rules = rules
        self.workflows = workflows
        self.plans = plans
    }
}
