import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// The command line that takes an action, ready to type.
struct ActionLine {
    let item: String
    let workflow: Workflow
    /// Given with this command, and so needed in the next one.
    let user: String?
    /// Whom they act for, if that was given with this command.
    var principal: String?

    /// The command on as many lines as it takes, each but the last ending in a backslash.
    func lines(_ available: AvailableAction, in state: ItemState, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words(available, in: state) {
            let wanted = DisplayWidth.of(line) + 1 + DisplayWidth.of(word) + 2
            if !line.isEmpty, wanted > width {
                lines.append(line + " \\")
                line = "  " + word
            } else {
                line += line.isEmpty ? word : " " + word
            }
        }
        return lines + [line]
    }

    func text(_ available: AvailableAction, in state: ItemState) -> String {
        words(available, in: state).joined(separator: " ")
    }

    private func words(_ available: AvailableAction, in state: ItemState) -> [String] {
        var words = ["wf advance \(quoted(item)) \(available.action.name)"]
        for requirement in available.action.requirements {
            switch requirement {
            case .field(let index) where state.fields[index] == nil:
                words.append(
                    "--set \(workflow.fields[index].name)=\(example(workflow.fields[index]))")
            case .document(let kind)
            where !state.hasDocument(kind, for: available.action.name):
                words.append("--attach \(kind)=" + say(vi: "TỆP", en: "FILE"))
            case .note:
                words.append("--note \"…\"")
            case .field, .document:
                break
            }
        }
        if let user { words.append("--as \(user)") }
        if let principal { words.append("--for \(principal)") }
        return words
    }

    /// What a value of the field looks like.
    private func example(_ field: FieldDefinition) -> String {
        switch field.type {
        // No number: one copied by mistake would be taken.
        case .money: say(vi: "SỐ-TIỀN", en: "AMOUNT")
        case .date: say(vi: "NGÀY/THÁNG/NĂM", en: "DD/MM/YYYY")
        case .budget: say(vi: "@dự-toán.yaml", en: "@estimate.yaml")
        case .quantity: say(vi: "\"SỐ ĐƠN-VỊ\"", en: "\"NUMBER UNIT\"")
        case .choice(let choices): choices.map(\.code).joined(separator: "|")
        case .list: "\"[…]\""
        case .bool: "true"
        default: "…"
        }
    }

    private func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0)
                || "._-/".unicodeScalars.contains($0)
        }
        return isPlain
            ? text
            : "'"
                + text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "'\\''") + "'"
    }
}
