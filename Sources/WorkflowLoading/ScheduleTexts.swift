import Diagnostics
import WorkflowModel
import YAML

/// Reads the texts of a schedule that have gaps.
struct ScheduleTexts {
    let hasDue: Bool
    let hasAgency: Bool
    let sink: DiagnosticSink

    func identifier(_ node: Node) -> TextTemplate<Schedule.Placeholder>? {
        guard let text = NodeDecoder<String>.nonEmptyString.decode(node, sink) else { return nil }
        // The name of a period has spaces.
        check(node, known.filter { $0 != .period })
        return TextTemplate(text)
    }

    func field(_ pair: Mapping.Pair) -> Schedule.Field? {
        value(pair.value).map { value in
            Schedule.Field(name: Located(pair.name, at: pair.key.range), value: value)
        }
    }

    private func value(_ node: Node) -> Schedule.Value? {
        if let nodes = node.sequence {
            return .list(nodes.compactMap(value), node.range)
        }
        guard !node.isNull, let text = node.string else {
            sink.report(
                .wrongType(
                    node,
                    expected: LocalizedText(
                        vi: "một giá trị hoặc một danh sách", en: "a value or a list of values")))
            return nil
        }
        check(node, known)
        return .text(TextTemplate(text), node.range)
    }

    private var known: [Schedule.Placeholder] {
        Schedule.Placeholder.allCases.filter { placeholder in
            switch placeholder {
            case .due: hasDue
            case .agency: hasAgency
            default: true
            }
        }
    }

    private func check(_ node: Node, _ known: [Schedule.Placeholder]) {
        NotificationTemplate.check(node, placeholders: known.map(\.rawValue), sink)
    }
}
