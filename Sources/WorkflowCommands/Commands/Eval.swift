import ArgumentParser
import CEL
import Diagnostics
import JSON
import TypedValues
import WorkflowModel
import WorkflowPresentation

struct Eval: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "eval",
            abstract: say(
                vi: "Tính thử một biểu thức (CEL).", en: "Evaluate an expression (CEL)."),
            usage: say(
                vi: "wf eval <biểu-thức> | --batch [<tùy-chọn>]",
                en: "wf eval <expression> | --batch [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf eval "420000000 < 500000000"
                      wf eval "ngan_sach > 0" --bind bien.json
                      wf eval --batch < truong-hop.jsonl
                    """,
                en: """
                    Examples:
                      wf eval "420000000 < 500000000"
                      wf eval "budget > 0" --bind variables.json
                      wf eval --batch < cases.jsonl
                    """))
    }

    @Argument(
        help: .say(vi: "Biểu thức.", en: "The expression.", name: ("biểu-thức", "expression")))
    var expression: String?

    @Option(
        help: .say(
            vi: "Tệp JSON: giá trị của từng biến.", en: "A JSON file: the value of each variable.",
            name: ("tệp", "file")),
        completion: .file(extensions: ["json"]))
    var bind: String?

    @Flag(
        help: .say(
            vi: "Đọc mỗi dòng một trường hợp JSON từ đầu vào chuẩn.",
            en: "Read one JSON case a line from standard input."))
    var batch = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .local }

    func validate() throws {
        guard batch != (expression != nil) else {
            throw ValidationError(
                say(
                    vi: "Cần một biểu thức, hoặc --batch.", en: "Give an expression, or --batch."))
        }
    }

    func run(in session: Session) async throws {
        guard let expression else { return try runBatch(session) }
        var environment: JSONObject = ["expr": .string(expression)]
        if let bind {
            let bindings = try parsed(TextFile.text(bind), bind)
            guard bindings.object != nil else {
                throw Failure(
                    .invalid, "bad-bindings", vi: "\(bind) phải là một đối tượng JSON.",
                    en: "\(bind) must be a JSON object.")
            }
            environment["bindings"] = bindings
        }
        let answer: JSON
        do throws(BatchCase.Fault) {
            answer = try BatchCase(.object(environment)).evaluate()
        } catch {
            throw failure(error, expression)
        }
        if session.wantsJSON { return session.answer(answer) }
        session.screen.print(TypedValue.value(answer["value"]).map(\.description) ?? "")
    }

    private func failure(_ fault: BatchCase.Fault, _ expression: String) -> Failure {
        let message: LocalizedText
        let range: Range<Int>?
        var hint: LocalizedText?
        switch fault {
        case .compilation(let error):
            message = error.issues.map(\.kind.finding.message).joined
            range = error.issues.first?.range
            hint = Failure.suggestion(error.issues.first?.suggestion)
        case .evaluation(let error): (message, range) = (error.text, error.range)
        case .tooLarge: (message, range) = (BatchCase.tooLarge, nil)
        }
        var failure = Failure(
            .invalid, "bad-expression",
            LocalizedText(vi: "Biểu thức không tính được: ", en: "The expression has no value: ")
                + message,
            hint: hint)
        if let position = range?.lowerBound {
            failure.details = [("position", .int(Int64(position)))]
            let before = String(decoding: expression.utf8.prefix(position), as: UTF8.self)
            failure.excerpt = (expression, before.unicodeScalars.count)
        }
        return failure
    }

    private func parsed(_ text: String, _ file: String) throws(Failure) -> JSON {
        do {
            return try JSON.parse(text)
        } catch {
            throw Failure(
                .invalid, "bad-json",
                vi: "\(file) không phải JSON: \(error.messageInVietnamese) (byte \(error.offset)).",
                en: "\(file) is not JSON: \(error.message) (byte \(error.offset)).")
        }
    }

    private func runBatch(_ session: Session) throws {
        // A case is answered whatever the others are, so that one bad line costs one line.
        while let line = readLine(strippingNewline: true) {
            if line.allSatisfy(\.isWhitespace) { continue }
            let answer: JSON
            do {
                answer = BatchCase(try JSON.parse(line)).answer
            } catch {
                answer = ["error": .string("not JSON: \(error.message)")]
            }
            session.screen.print(answer.canonical)
        }
    }
}

extension [LocalizedText] {
    /// One sentence of several.
    fileprivate var joined: LocalizedText {
        LocalizedText(
            vi: map(\.vi).joined(separator: "; "), en: map(\.en).joined(separator: "; "))
    }
}
