import HTTPTypes
import Testing
import WorkflowCore
import WorkflowEngine
import WorkflowModel

@testable import WorkflowServer

@Suite("A form that is sent twice")
struct RepeatedFormTests {
    @Test("starts one item, though its identifier is made up; corrected, it starts another")
    func start() async throws {
        try await House().visit { visitor in
            let path = "/items/new/budgeted-task"
            let page = try await visitor.get(path, as: "khcn.linh")
            func send(_ key: String, _ content: String) async throws -> Visitor.Answer {
                try await visitor.post(
                    path,
                    [
                        ("key", key), ("id", ""), ("field.lead", "so-khcn"),
                        ("field.content", content),
                    ], as: "khcn.linh")
            }
            let key = try #require(page.hidden("key"))
            let first = try await send(key, "Mua máy đo")
            #expect(first.status == .seeOther, "\(first.text)")
            let second = try await send(key, "Mua máy đo")
            #expect(second.status == .seeOther)
            #expect(second.headers[.location] == first.headers[.location])
            let corrected = try await send(key, "Mua hai máy đo")
            #expect(corrected.status == .unprocessableContent)
            #expect(corrected.text.contains("Mua hai máy đo"))
            let other = try #require(corrected.hidden("key"))
            #expect(other != key)
            let third = try await send(other, "Mua hai máy đo")
            #expect(third.status == .seeOther)
            #expect(third.headers[.location] != first.headers[.location])
        }
    }

    @Test("changes a field once; corrected, it says what was done")
    func change() async throws {
        let house = try await House()
        try await house.visit { visitor in
            let path = "/items/PL.II.8/edit"
            let page = try await visitor.get(path, as: "khcn.linh")
            func send(_ contact: String) async throws -> Visitor.Answer {
                try await visitor.post(
                    path,
                    [
                        ("version", page.hidden("version") ?? ""),
                        ("key", page.hidden("key") ?? ""), ("field.contact", contact),
                    ], as: "khcn.linh")
            }
            #expect(try await send("Chị Vân").status == .seeOther)
            #expect(try await send("Chị Vân").status == .seeOther)
            let corrected = try await send("Anh Nam")
            #expect(corrected.status == .unprocessableContent)
            #expect(corrected.text.contains("Hồ sơ đã thay đổi trong khi bạn nhập"))
            #expect(corrected.text.contains("Anh Nam"))
        }
        let state = try await house.office.engine.state(of: "PL.II.8")
        #expect(state[field: "contact"] == .string("Chị Vân"))
    }
}
