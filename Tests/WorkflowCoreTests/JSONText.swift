import JSON

/// Text read as JSON; throws what is wrong with it.
struct JSONText {
    let json: JSON

    init(_ text: String) throws {
        json = try JSON.parse(text)
    }
}
