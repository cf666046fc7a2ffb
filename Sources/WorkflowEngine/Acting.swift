public import WorkflowCore

/// Who acts in a command: all they may act as at that moment.
public struct Acting: Sendable {
    /// Their own positions, the main one first, then those of whom they stand in for; those of one
    /// principal alone where that was asked for. Empty for the clock.
    public let capacities: [Actor]
    /// What they were given and is over.
    let lapsed: [Delegation]
    let standIns: StandIns

    init(capacities: [Actor] = [], lapsed: [Delegation] = [], standIns: StandIns) {
        self.capacities = capacities
        self.lapsed = lapsed
        self.standIns = standIns
    }

    /// In the capacity asked about first.
    public var actor: Actor? { capacities.first }
}
