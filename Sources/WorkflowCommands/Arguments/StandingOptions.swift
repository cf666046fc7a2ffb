import ArgumentParser
import WorkflowPresentation

/// For whom somebody acts who stands in for others.
struct StandingOptions: ParsableArguments {
    @Option(
        name: .customLong("for"),
        help: .say(
            vi: "Làm thay người này (xem wf delegations).",
            en: "For this person, whom you stand in for (see wf delegations).",
            name: ("mã", "user")))
    var principal: String?
}
