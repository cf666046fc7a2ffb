import Diagnostics
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

extension Session {
    /// Says which name was probably meant when nothing fits one that no definition has. Only then
    /// are the definitions read.
    func suggestNames(
        state: String? = nil, agency: String? = nil, workflow: String? = nil
    ) throws {
        guard state != nil || agency != nil || workflow != nil else { return }
        let library = try readableLibrary()
        let states = Set(library.workflows.values.flatMap(\.states).map(\.name))
        let asked: [(String?, [String])] = [
            (state, states.sorted()),
            (
                library.rules.organisation.agency(called: agency ?? "") == nil ? agency : nil,
                library.rules.organisation.agencies.map(\.code)
            ),
            (workflow, library.workflows.keys.sorted()),
        ]
        for case (let name?, let known) in asked where !known.contains(name) {
            let near = nearest(name, in: known)
            screen.printWrapped(
                say(
                    vi: "Không có tên “\(name)”." + (near.map { " Có phải \($0)?" } ?? ""),
                    en: "There is no “\(name)”." + (near.map { " Did you mean \($0)?" } ?? "")))
        }
    }
}
