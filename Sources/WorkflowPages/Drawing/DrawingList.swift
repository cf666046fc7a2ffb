import WorkflowModel
import WorkflowPresentation

/// What a drawing shows, as a list in words.
struct DrawingList {
    let outline: ChartOutline
    let progress: DrawnProgress

    var html: String { list(.root) }

    private func list(_ container: StateID) -> String {
        var html = "<ul>\n" + exits(of: container)
        for state in outline.children[container.index] { html += entry(state) }
        return html + "</ul>\n"
    }

    private func entry(_ state: StateID) -> String {
        let title = outline.workflow[state].title.spoken.singleLine.htmlEscaped
        let standing =
            switch progress.standing(state) {
            case .passed: say(vi: " (đã qua)", en: " (passed)")
            case .active: say(vi: " (đang ở đây)", en: " (it is here)")
            case .ahead, .none: ""
            }
        var html = "<li><strong>\(title)</strong>\(standing)"
        if outline.isFrame(state) {
            html += "\n" + list(state)
        } else if !outline.exits[state.index].isEmpty {
            html += "\n<ul>\n" + exits(of: state) + "</ul>\n"
        }
        return html + "</li>\n"
    }

    private func exits(of state: StateID) -> String {
        outline.exits[state.index].map { exit in
            let targets = exit.targets.map { target in
                "“" + outline.workflow[target].title.spoken.singleLine + "”"
            }
            let place = targets.joined(separator: say(vi: " hoặc ", en: " or "))
            return "<li>\((exit.label + " → " + place).htmlEscaped)</li>\n"
        }.joined()
    }
}
