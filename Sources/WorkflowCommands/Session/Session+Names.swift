import Diagnostics
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

/// What items are asked for by, as somebody called it.
struct AskedNames: Equatable {
    var state: String?
    var agency: String?
    var workflow: String?
    var plan: String?

    var isEmpty: Bool { self == AskedNames() }
}

extension Session {
    /// The codes of what was called by a title or a name. Only asked when nothing goes by what was
    /// typed: then alone are the definitions read.
    ///
    /// - Throws: for the first name that no definition has, with what was probably meant.
    func codes(of asked: AskedNames) throws -> AskedNames {
        if asked.isEmpty { return asked }
        let library = try readableLibrary()
        var codes = asked
        if let state = asked.state { codes.state = try library.state(called: state) }
        if let agency = asked.agency {
            codes.agency = try library.rules.organisation.code(ofAgency: agency)
        }
        if let workflow = asked.workflow {
            codes.workflow = try library.workflow(called: workflow)
        }
        if let plan = asked.plan {
            let known = library.plans.keys.sorted()
            guard known.contains(plan) else {
                throw Failure.unknownName(
                    plan, LocalizedText(vi: "kế hoạch", en: "plan"), in: known)
            }
        }
        return codes
    }
}

extension Library {
    fileprivate func state(called text: String) throws(Failure) -> String {
        let workflows = workflows.values
        if workflows.contains(where: { $0.stateIndex[text] != nil }) { return text }
        let meant = Set(workflows.flatMap { $0.states(called: text) }).sorted()
        if meant.count == 1 { return meant[0] }
        let kind = LocalizedText(vi: "trạng thái", en: "state")
        if meant.isEmpty {
            let known = Set(workflows.flatMap(\.states).map(\.name)).sorted()
            throw .unknownName(text, kind, in: known)
        }
        throw Failure(
            .usage, "ambiguous-name",
            vi: "Nhiều trạng thái tên là “\(text)”; hãy ghi mã: \(meant.joined(separator: ", ")).",
            en: "Several states are called “\(text)”; give the code:"
                + " \(meant.joined(separator: ", ")).")
    }

    fileprivate func workflow(called text: String) throws(Failure) -> String {
        if workflows[text] != nil { return text }
        let wanted = TextFolding.fold(text)
        let meant = workflows.values.filter { $0.title.isCalled(wanted) }
        guard meant.count == 1 else {
            throw .unknownName(
                text, LocalizedText(vi: "quy trình", en: "workflow"), in: workflows.keys.sorted())
        }
        return meant[0].name
    }
}

extension Failure {
    fileprivate static func unknownName(
        _ name: String, _ kind: LocalizedText, in known: [String]
    ) -> Failure {
        Failure(
            .notFound, "unknown-name",
            LocalizedText(
                vi: "Không có \(kind.vi) nào tên là “\(name)”.",
                en: "There is no \(kind.en) called “\(name)”."),
            hint: suggestion(nearest(name, in: known)))
    }
}
