import JSON
import WorkflowStorage

extension Engine {
    /// The contents of documents that the history names: by SHA-256, the first item that has it.
    ///
    /// Read from the events as they are, whether or not they fit their definitions.
    public func namedContents() async throws(EngineError) -> [String: String] {
        var contents: [String: String] = [:]
        var after: Int64 = 0
        while true {
            let page = try await stored { () async throws(StoreError) in
                try await store.events(item: nil, after: after, limit: 1000)
            }
            guard let last = page.last else { return contents }
            after = last.sequence
            for sealed in page where Self.typesWithDocuments.contains(sealed.event.type) {
                guard let data = try? JSONView.parse(sealed.event.data),
                    let documents = data["documents"].array
                else { continue }
                for document in documents {
                    guard let hash = document["sha256"].string, contents[hash] == nil else {
                        continue
                    }
                    contents[hash] = sealed.event.item
                }
            }
        }
    }

    private static let typesWithDocuments: Set = [
        "item.advanced", "approval.given", "task.completed", "document.registered",
    ]
}
