import Diagnostics
import WorkflowModel

extension Evaluator {
    /// Refuses a budget that stands beside another one and has not the same lines.
    ///
    /// - Parameter given: the fields that were given, by index.
    func checkBudgets(_ given: [Int]) throws(Refusal) {
        for index in given {
            guard let other = workflow.fields[index].beside,
                case .budget(let budget)? = field(index)
            else { continue }
            let (own, basis) = (workflow.fields[index], workflow.fields[other])
            guard case .budget(let proposed)? = field(other) else {
                throw Self.mismatch(
                    own,
                    LocalizedText(
                        vi: "chưa có “\(basis.title.vi)” để đối chiếu từng dòng",
                        en: "there is no “\(basis.title.en)” yet to set it beside"))
            }
            guard let mismatch = budget.mismatch(beside: proposed) else { continue }
            throw Self.mismatch(own, mismatch.text(basis.title))
        }
    }

    private static func mismatch(_ field: FieldDefinition, _ what: LocalizedText) -> Refusal {
        Refusal(
            Reason(
                code: .invalidInput,
                message: LocalizedText(
                    vi: "“\(field.title.vi)” (\(field.name)): \(what.vi).",
                    en: "“\(field.title.en)” (\(field.name)): \(what.en).")))
    }
}

extension Budget.Mismatch {
    /// With the line of the budget it stands beside, of this title.
    fileprivate func text(_ title: LocalizedText) -> LocalizedText {
        switch self {
        case .line(let number, let expected, let found):
            LocalizedText(
                vi: "dòng \(number) là “\(found.name)”, trong “\(title.vi)” là “\(expected.name)”;"
                    + " giữ nguyên các dòng, muốn bỏ một khoản thì ghi số lượng 0",
                en: "line \(number) is “\(found.name)”, in “\(title.en)” it is “\(expected.name)”;"
                    + " keep the lines, and give quantity 0 to strike one out")
        case .missing(let number, let expected):
            LocalizedText(
                vi: "thiếu dòng \(number) “\(expected.name)” của “\(title.vi)”;"
                    + " muốn bỏ khoản này thì ghi số lượng 0",
                en: "line \(number) “\(expected.name)” of “\(title.en)” is missing;"
                    + " give quantity 0 to strike it out")
        case .additional(let number, let found):
            LocalizedText(
                vi: "dòng \(number) “\(found.name)” không có trong “\(title.vi)”",
                en: "line \(number) “\(found.name)” is not in “\(title.en)”")
        }
    }
}

extension Budget.Line {
    fileprivate var name: String { item + (unit.map { " (\($0))" } ?? "") }
}
