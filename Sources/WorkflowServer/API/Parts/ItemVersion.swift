import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import WorkflowCore
import WorkflowEngine
import WorkflowPresentation

/// The version of an item as an entity tag: `"17"`.
enum ItemVersion {
    static func tag(_ version: Int) -> String { "\"\(version)\"" }

    /// Whether a header names a version, or `*`.
    ///
    /// - Parameter isWeak: whether `W/"17"` counts, as in `If-None-Match`.
    static func names(_ header: String, _ version: Int, isWeak: Bool) -> Bool {
        header.split(separator: ",").contains { entry in
            var tag = entry.filter { $0 != " " && $0 != "\t" }
            if isWeak, tag.hasPrefix("W/") { tag.removeFirst(2) }
            return tag == "*" || tag == self.tag(version)
        }
    }
}

extension APICall {
    /// The answer that what the client has is up to date; nil when it is not, or it did not ask.
    func unchanged(_ version: Int) -> APIAnswer? {
        guard let header = request.headers[.ifNoneMatch],
            ItemVersion.names(header, version, isWeak: true)
        else { return nil }
        return APIAnswer(
            .none, status: .notModified, headers: [.eTag: ItemVersion.tag(version)])
    }

    /// The version the change is to be made on; nil when the client does not mind which.
    ///
    /// - Throws: `precondition-failed` when the item is at none of those named.
    func version(of item: String) async throws -> Int? {
        guard let header = request.headers[.ifMatch] else { return nil }
        let state = try await engine.state(of: item)
        guard ItemVersion.names(header, state.version, isWeak: false) else {
            throw Failure.changed(item, state.version)
        }
        // It may move on before the change is made: the engine compares once more.
        return header.contains("*") ? nil : state.version
    }

    /// Runs a change of an item; one that was decided on another version fails its precondition.
    func changing<Value>(_ item: String, _ change: () async throws -> Value) async throws -> Value {
        do {
            return try await change()
        } catch EngineError.versionMismatch(let id, _, let actual) {
            throw Failure.changed(id, actual)
        }
    }
}

extension Failure {
    fileprivate static func changed(_ item: String, _ version: Int) -> Failure {
        var failure = Failure(
            .conflict, "precondition-failed",
            LocalizedText(
                vi: "Hồ sơ \(item) đã ở phiên bản \(version), không phải phiên bản trong If-Match.",
                en: "Item \(item) is at version \(version), not at the one in If-Match."),
            hint: LocalizedText(
                vi: "đọc lại hồ sơ rồi quyết định", en: "read the item again, then decide"))
        failure.details = [("actual", .int(Int64(version)))]
        return failure
    }
}
