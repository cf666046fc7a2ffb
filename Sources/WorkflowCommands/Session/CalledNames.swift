import Diagnostics
import WorkflowCore
import WorkflowModel

/// Who reads titles need not look for codes: what is shown may be typed, with or without marks.
extension LocalizedText {
    func isCalled(_ folded: String) -> Bool {
        TextFolding.fold(vi) == folded || TextFolding.fold(en) == folded
    }
}

extension Workflow {
    /// The field of that name, else the only one of that title.
    func field(called text: String) -> Int? {
        if let index = fieldIndex[text] { return index }
        let wanted = TextFolding.fold(text)
        let meant = fields.indices.filter { fields[$0].title.isCalled(wanted) }
        return meant.count == 1 ? meant[0] : nil
    }

    /// The names of the states of that title.
    func states(called text: String) -> [String] {
        let wanted = TextFolding.fold(text)
        return states.filter { $0.title.isCalled(wanted) }.map(\.name)
    }
}

extension [AvailableAction] {
    /// The name of the only one of that title; nil when there is none, or several.
    func name(called text: String) -> String? {
        let wanted = TextFolding.fold(text)
        let meant = Set(filter { $0.action.title.isCalled(wanted) }.map(\.action.name))
        return meant.count == 1 ? meant.first : nil
    }
}
