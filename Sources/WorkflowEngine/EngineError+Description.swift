import Diagnostics
import WorkflowModel

/// In English and for logs; what people read is made of the parts, which have both languages.
extension EngineError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .notFound(let subject, let name, let suggestion):
            "there is no \(subject.rawValue) “\(name)”" + Self.question(suggestion)
        case .unknownActor(let id, let suggestion):
            "nobody in the organisation is “\(id)”" + Self.question(suggestion)
        case .absentActor(let person): "\(person.id) holds no position at this time"
        case .invalidInput(let message): message.en
        case .versionMismatch(let item, let expected, let actual):
            "\(item) is at version \(actual), not \(expected)"
        case .keyReused(let key): "the idempotency key “\(key)” was used for another item"
        case .keyReusedDifferently(let key):
            "the idempotency key “\(key)” was used for another request"
        case .alreadyExists(let id): "another item is called \(id)"
        case .costlyCondition(let item): "the condition takes too much work over \(item)"
        case .definitions(let error): "\(error)"
        case .store(let error): "\(error)"
        case .unprepared(let error): "what had to be done before failed: \(error)"
        }
    }

    private static func question(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean \($0)?" } ?? ""
    }
}
