extension Schema {
    static let work: [String: Schema] = [:]
    static let definitions: [String: Schema] = [:]
    static let calendar: [String: Schema] = [:]
    static let people: [String: Schema] = [:]
    static let delivery: [String: Schema] = [:]
}
