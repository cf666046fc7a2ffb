import Diagnostics
import Testing
import WorkflowModel

@Suite("Types of administrative documents")
struct DocumentTypeTests {
    @Test(
        "are asked for by their Vietnamese title without marks and spaces",
        arguments: DocumentType.decreed)
    func kind(type: DocumentType) {
        #expect(TextFolding.fold(type.title.vi) == type.kind.replacing("-", with: " "))
    }

    @Test("have an abbreviation and a kind of their own")
    func distinct() {
        let types = DocumentType.decreed
        #expect(Set(types.map(\.code)).count == types.count)
        #expect(Set(types.map(\.kind)).count == types.count)
    }
}
