import ArgumentParser
import CEL
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct Table: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "table",
            abstract: say(vi: "Hỏi một bảng quyết định.", en: "Ask a decision table."),
            usage: say(
                vi: "wf table <bảng> [--input <json>] [--explain] [<tùy-chọn>]",
                en: "wf table <name> [--input <json>] [--explain] [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf table approval-authority \\
                        --input '{"budget": 420000000, "level": "provincial"}'
                    """,
                en: """
                    Example:
                      wf table approval-authority \\
                        --input '{"budget": 420000000, "level": "provincial"}'
                    """))
    }

    @Argument(help: .say(vi: "Tên bảng.", en: "The table.", name: ("bảng", "name")))
    var name: String

    @Option(
        help: .say(
            vi: "Các giá trị vào, là một đối tượng JSON; - để đọc đầu vào chuẩn.",
            en: "The inputs as a JSON object; - reads standard input.", name: ("json", "json")))
    var input = "{}"

    @Flag(
        help: .say(
            vi: "Mỗi dòng khớp hay không, và vì ô nào.",
            en: "Whether each row matches, and if not, because of which cell."))
    var explain = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        let rules = try session.rules()
        guard let table = rules.tables[name] else {
            throw EngineError.notFound(
                .table, name, suggestion: nearest(name, in: rules.tables.keys.sorted()))
        }
        let inputs = try inputs(of: table)
        do {
            try answer(inputs, of: table, in: session)
        } catch {
            throw Failure(
                .invalid, "table-failed",
                LocalizedText(
                    vi: "Bảng \(name): \(error.message.vi).",
                    en: "Table \(name): \(error.message.en)."))
        }
    }

    private func answer(
        _ inputs: [Value], of table: DecisionTable, in session: Session
    ) throws(DecisionError) {
        let explanation =
            explain
            ? TableExplanation(table, inputs, try table.explain(inputs)) : nil
        let decision = Result { () throws(DecisionError) in try table.decide(inputs) }
        if session.wantsJSON {
            let decision = try decision.get()
            var answer: JSONObject = [
                "outputs": .array(decision.outputs.map(table.view)),
                "rows": .array(decision.rows.map { .int(Int64($0)) }),
            ]
            if let explanation { answer["explain"] = explanation.json }
            return session.answer(.object(answer))
        }
        let screen = session.screen
        screen.print(screen.palette(table.title.spoken, .strong))
        if case .success(let decision) = decision { print(decision, of: table, screen) }
        // When rows contradict one another, which ones matter is what one wants to see.
        if let explanation {
            screen.print()
            explanation.print(on: screen)
        }
        _ = try decision.get()
    }

    // MARK: Inputs

    private func inputs(of table: DecisionTable) throws -> [Value] {
        let text = input == "-" ? try TextFile.text("-") : input
        let json: JSON
        do {
            json = try JSON.parse(text)
        } catch {
            throw Failure(
                .invalid, "bad-json",
                vi: "--input không phải JSON: \(error.messageInVietnamese).",
                en: "--input is not JSON: \(error.message).")
        }
        return try table.values(in: json)
    }

    // MARK: Outputs

    private func print(
        _ decision: DecisionTable.Decision, of table: DecisionTable, _ screen: Screen
    ) {
        guard !decision.outputs.isEmpty else {
            screen.print(
                say(vi: "Không dòng nào khớp.", en: "No row matches."))
            return
        }
        let rows = decision.rows.map(String.init).joined(separator: ", ")
        screen.print(
            decision.isFallback
                ? say(
                    vi: "Không dòng nào khớp; giá trị mặc định:", en: "No row matches; the default:"
                )
                : say(vi: "Khớp dòng \(rows):", en: "Row \(rows):"))
        for outputs in decision.outputs {
            for (output, value) in zip(table.outputs, outputs) {
                screen.print("  \(output.name): \(value.text(in: output.type))")
            }
        }
    }
}
