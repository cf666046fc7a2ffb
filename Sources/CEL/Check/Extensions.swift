/// The extension libraries an environment offers beside the standard functions.
public struct Extensions: OptionSet, Hashable, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// `charAt`, `indexOf`, `split`, `format` and their kin.
    public static let strings = Extensions(rawValue: 1 << 0)
    /// `math.greatest`, `math.round`, `math.bitAnd` and their kin.
    public static let math = Extensions(rawValue: 1 << 1)
    /// `slice`, `sort`, `distinct`, `lists.range` and their kin.
    public static let lists = Extensions(rawValue: 1 << 2)
    /// `sets.contains`, `sets.equivalent`, `sets.intersects`.
    public static let sets = Extensions(rawValue: 1 << 3)
    /// `base64.encode`, `base64.decode`.
    public static let encoders = Extensions(rawValue: 1 << 4)
    /// `cel.bind`.
    public static let bindings = Extensions(rawValue: 1 << 5)
    /// `optional.of`, `orValue`, `optMap` and their kin.
    public static let optionals = Extensions(rawValue: 1 << 6)
    /// The comprehensions over two variables, `transformList` and `transformMap`.
    public static let twoVariableComprehensions = Extensions(rawValue: 1 << 7)

    public static let none: Extensions = []
    public static let all = Extensions(rawValue: 1 << 8 - 1)
}
