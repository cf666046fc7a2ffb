import Diagnostics
import JSON
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

/// The values given with `--set`, or as the words of `wf set`, read by the types of the fields.
struct FieldArguments {
    /// As typed: `name=value`, `name=@file`.
    let arguments: [String]
    /// What stands before each when it is spoken of.
    var option = "--set "

    private static let fileLimit = 16 << 20

    /// The files that values are read from.
    static func files(in arguments: [String]) -> [String] {
        arguments.compactMap { argument in
            guard let equals = argument.firstIndex(of: "=") else { return nil }
            let value = argument[argument.index(after: equals)...]
            return value.hasPrefix("@") && value.count > 1 ? String(value.dropFirst()) : nil
        }
    }

    func values(
        for workflow: Workflow, _ organisation: Organisation
    ) throws -> [(name: String, value: FieldValue?)] {
        var values: [(name: String, value: FieldValue?)] = []
        for argument in arguments {
            guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
                throw Failure.usage(
                    "bad-set", vi: "\(option)\(argument): viết TRƯỜNG=GIÁ-TRỊ.",
                    en: "\(option)\(argument): write FIELD=VALUE.")
            }
            let called = String(argument[..<equals])
            guard let index = workflow.field(called: called) else {
                throw Failure.unknownField(called, of: workflow)
            }
            let name = workflow.fields[index].name
            guard !values.contains(where: { $0.name == name }) else {
                throw Failure.usage(
                    "set-twice", vi: "Trường \(name) được đặt hai lần.",
                    en: "The field \(name) is set twice.")
            }
            let given = String(argument[argument.index(after: equals)...])
            let field = workflow.fields[index]
            values.append((name, try value(given, of: field, organisation)))
        }
        return values
    }

    private func value(
        _ given: String, of field: FieldDefinition, _ organisation: Organisation
    ) throws -> FieldValue? {
        var text = TextFolding.nfc(given)
        var file = "\(option)\(field.name)"
        if field.type == .budget, given.hasPrefix("@"), given.lowercased().hasSuffix(".csv") {
            let file = String(given.dropFirst())
            let bytes = try TextFile.bytes(file, limit: Self.fileLimit)
            return try FieldText.budget(csv: bytes, file: file)
        }
        if given.hasPrefix("@"), given.count > 1 {
            file = String(given.dropFirst())
            text = try TextFile.text(file, limit: Self.fileLimit)
        }
        do {
            return try FieldText.value(text, of: field.type, in: organisation, file: file)
        } catch {
            // A fault in a file is shown in the file.
            if given.hasPrefix("@") { throw Failure(error) }
            throw Failure(error, of: field)
        }
    }
}
