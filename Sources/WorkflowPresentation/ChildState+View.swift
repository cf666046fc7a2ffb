package import JSON
import WorkflowCore
package import WorkflowModel

extension ChildState {
    /// What a parent knows of it, for programs.
    package func view(_ parent: Workflow) -> JSON {
        var view = JSONObject()
        view["id"] = .string(id)
        view["workflow"] = .string(workflow)
        view["states"] = .array(states.map(JSON.string))
        view["outcome"] = outcome.map(JSON.string)
        for (field, value) in zip(parent.childFields, fields) {
            view[field.name] = value?.json
        }
        return .object(view)
    }
}
