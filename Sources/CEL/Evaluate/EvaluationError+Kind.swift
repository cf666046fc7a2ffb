extension EvaluationError {
    /// What went wrong, with the parts a message names, so that a host can say it in its own
    /// language.
    public indirect enum Kind: Hashable, Sendable {
        /// No overload of a function takes values of these types, the receiver first. An
        /// operator goes by its symbol, reading an element by `[]`, a field by its name after a
        /// dot.
        case noMatchingOverload(function: String, arguments: [CELType])
        case typeMismatch(expected: CELType, found: CELType)
        case notIterable(CELType)
        /// The elements or keys to sort by are not all of one type that has an order.
        case notSortable
        /// The key as it would be written in source text, or the name of the field.
        case noSuchKey(String)
        case noSuchField(String)
        /// The index as it would be written in source text.
        case indexOutOfRange(String)
        case cannotSlice(start: Int64, end: Int64)
        case divisionByZero
        case overflow(CELType)
        case invalidArgument(Argument)
        /// The key as it would be written in source text.
        case duplicateKey(String)
        case invalidKey(CELType)
        case noValue
        /// The name of the variable.
        case unbound(String)
        /// What checking would have reported: the expression runs unchecked.
        case fault(Issue.Kind)
        case costLimit
        /// Thrown by a function of the host. `message` is in English; `translations` has it in
        /// other languages, by language code.
        case host(Code, message: String, translations: [String: String])

        /// Why a function cannot take a value though its type is right.
        public enum Argument: Hashable, Sendable {
            /// Text that does not stand for a value of a type; at most its first 40 characters.
            case notConvertible(String, to: CELType)
            case notUTF8
            case notBase64
            case pattern(PatternFault)
            case unknownTimeZone(String)
            case emptyList
            case negativeDepth
            case negativeShift(Int64)
            case startAfterEnd(start: Int, end: Int)
            case formatEndsWithinClause
            case formatNeedsMoreValues
            case precisionTooGreat(limit: Int)
            case unknownClause(String)
            case clauseDoesNotFit(String, CELType)
        }
    }
}

/// Why a text is no regular expression.
public enum PatternFault: Error, Hashable, Sendable {
    case missingParenthesis
    case unexpectedParenthesis
    case missingBracket
    case nestedTooDeeply
    case nothingToRepeat
    case repeatedRepetition
    case badRepetition
    case badGroupName
    /// What follows `(?`.
    case unknownGroup(String)
    case endsWithBackslash
    /// As written: `\p{Foo}`.
    case unknownClass(String)
    /// As written: `\q`.
    case unknownEscape(String)
    case badHexadecimal
    case badRange
    case tooLarge
}
