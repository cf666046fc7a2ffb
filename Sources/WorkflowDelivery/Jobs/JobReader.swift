import JSON

/// Why a job or a report cannot be read, with the way to the place: `sinks.data-centre.timeout`.
///
/// Only in English: these are written by programs for programs.
public struct DeliveryJobError: Error, Hashable, Sendable, CustomStringConvertible {
    public var path: String
    public var problem: String

    public init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    public var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}

/// The members of an object and the way to it. A member that is not known is an error: what one
/// program asks for and the other has never heard of would silently not happen.
struct JobReader {
    let path: String
    private let object: JSONObject

    init(_ json: JSON, path: String = "", known: [String]) throws(DeliveryJobError) {
        guard let object = json.object else {
            throw DeliveryJobError(path: path, problem: "expected an object")
        }
        self.path = path
        self.object = object
        for name in object.names where !known.contains(name) {
            throw DeliveryJobError(path: self.path(of: name), problem: "not known here")
        }
    }

    func path(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// Nil when it is missing or null.
    func optional(_ name: String) -> JSON? {
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    func optionalString(_ name: String) throws(DeliveryJobError) -> String? {
        try optional(name).map { json throws(DeliveryJobError) in
            try expect(json.string, name, "a string")
        }
    }

    func string(_ name: String) throws(DeliveryJobError) -> String {
        try expect(optional(name)?.string, name, "a string")
    }

    func int(_ name: String) throws(DeliveryJobError) -> Int {
        try expect(optional(name)?.int.flatMap { Int(exactly: $0) }, name, "a whole number")
    }

    func bool(_ name: String) throws(DeliveryJobError) -> Bool {
        try expect(optional(name)?.bool, name, "true or false")
    }

    func array(_ name: String) throws(DeliveryJobError) -> [JSON] {
        try expect(optional(name)?.array, name, "an array")
    }

    func object(_ name: String) throws(DeliveryJobError) -> JSONObject {
        try expect(optional(name)?.object, name, "an object")
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type = Choice.self
    ) throws(DeliveryJobError) -> Choice where Choice.RawValue == String {
        try expect(
            optional(name)?.string.flatMap(Choice.init), name,
            Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }

    func expect<Value>(
        _ value: Value?, _ name: String, _ what: String
    ) throws(DeliveryJobError) -> Value {
        if let value { return value }
        throw DeliveryJobError(
            path: path(of: name),
            problem: "expected \(what)" + (object[name].map { ", found \($0.canonical)" } ?? ""))
    }
}

/// Checks the version of a job or report.
extension JobReader {
    func checkVersion() throws(DeliveryJobError) {
        let found = try int("version")
        guard found == DeliveryJob.version else {
            throw DeliveryJobError(
                path: "version",
                problem: "expected \(DeliveryJob.version), found \(found):"
                    + " the programs are not of the same edition")
        }
    }
}
