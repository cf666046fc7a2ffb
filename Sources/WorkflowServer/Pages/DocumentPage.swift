import HTTPTypes
import Hummingbird
import NIOCore
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowPages

/// `/items/{id}/documents/{sha256}`: the content of a document of an item.
struct DocumentPage {
    let visit: Visit

    func content() async throws -> Response {
        let state = try await visit.engine.state(of: visit.part("id"))
        let hash = try visit.part("sha256")
        // Of this item alone: who knows the hash of another's gets nothing by it.
        guard let record = state.documents.last(where: { $0.sha256 == hash }) else {
            throw HTTPError(.notFound)
        }
        let bytes = try visit.office.contents.read(record.sha256)
        return Response(
            status: .ok,
            headers: [
                // Kept, never shown as a page of this server, whatever is in it.
                .contentType: "application/octet-stream",
                .contentDisposition: "attachment; filename*=UTF-8''" + record.name.queryEscaped,
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
