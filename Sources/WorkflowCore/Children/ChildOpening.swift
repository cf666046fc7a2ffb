public import CEL
import Diagnostics
public import WorkflowModel

/// A child that a step opens.
public struct ChildOpening: Sendable {
    /// What its parent knows of it from the start.
    public var child: ChildState
    /// What its fields begin with, by name. Empty when read back: the first event of the child
    /// says it, and it is in the same transaction.
    public var fields: [(name: String, value: Value)]

    init(child: ChildState, fields: [(name: String, value: Value)] = []) {
        self.child = child
        self.fields = fields
    }
}

extension StartCommand {
    /// How a child begins.
    ///
    /// - Parameters:
    ///   - workflow: of the child.
    ///   - added: values that the person who adds it gives, in place of those of the parent.
    /// - Throws: `Refusal` when a value of the parent does not fit the field of the child.
    public init(
        _ opening: ChildOpening, of parent: ItemState, workflow: Workflow,
        adding added: [(name: String, value: FieldValue?)] = []
    ) throws(Refusal) {
        var fields: [(name: String, value: FieldValue?)] = []
        for (name, value) in opening.fields where !added.contains(where: { $0.name == name }) {
            fields.append((name, try Self.value(value, of: name, opening.child.id, workflow)))
        }
        self.init(id: opening.child.id, plan: parent.plan, fields: fields + added)
        self.parent = parent.id
    }

    private static func value(
        _ value: Value, of name: String, _ child: String, _ workflow: Workflow
    ) throws(Refusal) -> FieldValue? {
        // A field there is not is refused where the child begins.
        guard let index = workflow.fieldIndex[name] else { return nil }
        let field = workflow.fields[index]
        do throws(FieldTypeMismatch) {
            return try field.type.fieldValue(value)
        } catch {
            throw Refusal(
                code: .definitionFault,
                message: LocalizedText(
                    vi: "Hồ sơ con \(child): giá trị cho trường “\(field.title.vi)” không đúng kiểu"
                        + " \(field.type.name.vi).",
                    en: "The child \(child): the value for the field “\(field.title.en)” is not of"
                        + " the type \(field.type.name.en)."))
        }
    }
}
