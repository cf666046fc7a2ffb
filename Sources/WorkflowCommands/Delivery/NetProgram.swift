import WorkflowPresentation

/// `wf-net`, which speaks to the network for `wf`. A program of its own, so that `wf` itself starts
/// in milliseconds and needs nothing installed.
enum NetProgram {
    static let name = "wf-net"

    /// - Throws: when it is not where it should be.
    static func find() throws(Failure) -> String {
        try CompanionProgram(name: name, variable: "WF_NET").find()
    }
}
