public import CEL
public import Diagnostics

/// A table of rules: inputs tested row by row, outputs of the rows that match. Hit policies and
/// their names are those of DMN 1.5, §8.2.8.
public struct DecisionTable: Sendable {
    public enum HitPolicy: Hashable, Sendable {
        case unique, first, any, priority, ruleOrder, outputOrder
        case collect(Aggregation?)

        public enum Aggregation: String, Sendable, CaseIterable { case sum, min, max, count }
    }

    /// What the cells of a column hold.
    public enum ColumnType: Hashable, Sendable {
        case string, int, double, bool, money, date, limit
    }

    public struct Input: Sendable {
        public var name: String
        public var type: ColumnType
        /// CEL over the item that asks; compiled for each workflow that uses the table. Nil when
        /// the table is only ever given its inputs by name.
        public var source: String?
        /// When not empty, the only values there are.
        public var values: [Value]
        public var range: SourceRange

        public init(
            name: String, type: ColumnType, source: String?, values: [Value], range: SourceRange
        ) {
            self.name = name
            self.type = type
            self.source = source
            self.values = values
            self.range = range
        }
    }

    public struct Output: Sendable {
        public var name: String
        public var type: ColumnType
        /// When not empty, the only values there are, the most important first.
        public var values: [Value]
        public var range: SourceRange

        public init(name: String, type: ColumnType, values: [Value], range: SourceRange) {
            self.name = name
            self.type = type
            self.values = values
            self.range = range
        }
    }

    /// What a cell asks of its input.
    public indirect enum Test: Sendable {
        public enum Comparison: String, Sendable {
            case less = "<"
            case lessOrEqual = "<="
            case greater = ">"
            case greaterOrEqual = ">="
        }

        case anything
        case equals(Value)
        case compares(Comparison, Value)
        case interval(lower: Value, lowerClosed: Bool, upper: Value, upperClosed: Bool)
        case oneOf([Test])
        case not(Test)
        /// CEL that gives a bool; the input is `value`.
        case expression(Program)
    }

    public struct Row: Sendable {
        public var tests: [Test]
        public var outputs: [Value]
        /// The cells of the inputs as they are written, for explanations; empty when the row was
        /// not read from a file.
        public var texts: [String]
        public var range: SourceRange

        public init(
            tests: [Test], outputs: [Value], texts: [String] = [], range: SourceRange
        ) {
            self.tests = tests
            self.outputs = outputs
            self.texts = texts
            self.range = range
        }
    }

    public var name: String
    public var title: LocalizedText
    public var source: LocalizedText?
    public var hitPolicy: HitPolicy { didSet { index = LazyTableIndex() } }
    public var inputs: [Input] { didSet { index = LazyTableIndex() } }
    public var outputs: [Output] { didSet { index = LazyTableIndex() } }
    public var rows: [Row] { didSet { index = LazyTableIndex() } }
    /// The outputs when no row matches.
    public var fallback: [Value]? { didSet { index = LazyTableIndex() } }
    public var range: SourceRange
    /// Shared by copies of the table, until one of them is changed.
    private(set) var index = LazyTableIndex()

    public init(
        name: String, title: LocalizedText, source: LocalizedText?, hitPolicy: HitPolicy,
        inputs: [Input], outputs: [Output], rows: [Row], fallback: [Value]?, range: SourceRange
    ) {
        self.name = name
        self.title = title
        self.source = source
        self.hitPolicy = hitPolicy
        self.inputs = inputs
        self.outputs = outputs
        self.rows = rows
        self.fallback = fallback
        self.range = range
    }
}
