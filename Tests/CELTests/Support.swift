import CEL
import Testing

/// An expression and what it should give, one row of a table.
struct Row: Sendable, CustomTestStringConvertible {
    let source: String
    let expected: Value

    init(_ source: String, _ expected: Value) {
        self.source = source
        self.expected = expected
    }

    var testDescription: String { String(source.prefix(80)) }
}

/// An expression and the code of the error it should raise.
struct ErrorRow: Sendable, CustomTestStringConvertible {
    let source: String
    let code: EvaluationError.Code

    init(_ source: String, _ code: EvaluationError.Code) {
        self.source = source
        self.code = code
    }

    var testDescription: String { String(source.prefix(80)) }
}

func evaluate(
    _ source: String, in environment: Environment = Environment(), _ values: Value?...
) throws -> Value {
    try environment.compile(source).evaluate(Activation(values))
}

/// The issues of an expression that must not compile.
func issues(
    _ source: String, in environment: Environment = Environment(), expecting: CELType? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) -> [Issue] {
    do throws(CompilationError) {
        _ = try environment.compile(source, expecting: expecting)
        Issue.record("'\(source)' compiles", sourceLocation: sourceLocation)
        return []
    } catch {
        return error.issues
    }
}

typealias Issue = CEL.Issue

extension CEL.Issue {
    static func record(_ message: String, sourceLocation: SourceLocation) {
        Testing.Issue.record(Comment(rawValue: message), sourceLocation: sourceLocation)
    }
}

/// Checks a row: the value and its type, for `1 == 1.0` in the language.
func expect(_ row: Row, in environment: Environment = Environment()) throws {
    let value = try evaluate(row.source, in: environment)
    #expect(value == row.expected)
    #expect(value.type == row.expected.type)
}

func expect(_ row: ErrorRow, in environment: Environment = Environment()) throws {
    let program = try environment.compile(row.source)
    let error = #expect(throws: EvaluationError.self) { try program.evaluate(Activation()) }
    #expect(error?.code == row.code)
    #expect(error?.range != nil)
}
