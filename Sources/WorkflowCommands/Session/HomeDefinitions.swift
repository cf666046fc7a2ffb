package import Diagnostics
import WorkflowLoading
package import WorkflowModel
import WorkflowPresentation

/// The workflows of a home, each read when an item opens children of it.
package struct HomeDefinitions: CurrentDefinitions {
    private let folder: String

    package init(_ home: Home) {
        folder = home.workflows
    }

    package func workflow(named name: String, rules: Rules) throws(DiagnosticsError) -> Workflow? {
        let loader = LibraryLoader(paths: [folder])
        let workflow = loader.workflow(named: name, rules: rules)
        let faults = loader.diagnostics
        guard faults.hasErrors else { return workflow }
        // A name that nothing has is something not found, and not a fault of the definitions.
        if let first = faults.diagnostics.first, first.code == "unknown-name", first.range == nil {
            return nil
        }
        throw DiagnosticsError(faults)
    }
}
