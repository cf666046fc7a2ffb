import HTTPTypes
import Hummingbird
import JSON
import Testing
import WorkflowServer

@Suite("The API")
struct APITests {
    @Test("Items are listed page by page, each once, and searched without marks")
    func pages() async throws {
        try await APIOffice().ask { api in
            var seen: [String] = []
            var cursor: String?
            repeat {
                let after = cursor.map { "&cursor=" + $0 } ?? ""
                let page = try await api(.get, "/items?limit=7\(after)")
                #expect(page.status == 200)
                seen += (page.json["items"].array ?? []).compactMap { $0["id"].string }
                cursor = page.json["next"].string
                let isNext = page.headers[.link]?.contains("rel=\"next\"")
                #expect((isNext ?? false) == (cursor != nil))
            } while cursor != nil
            #expect(seen.count > 14 && seen == seen.sorted() && Set(seen).count == seen.count)
            let found = try await api(.get, "/items?search=san%20xuat+thong+minh&limit=500")
            let ids = (found.json["items"].array ?? []).compactMap { $0["id"].string }
            #expect(ids.contains("PL.II.8") && ids.count < seen.count)
            let mine = try await api(.get, "/items?agency=so-khcn&workflow=training-course")
            #expect(mine.json["items"].array?.isEmpty == false)
        }
    }

    @Test("An item carries its version, which a reader and a writer can name")
    func versions() async throws {
        try await APIOffice().ask { api in
            let item = try await api(.get, "/items/PL.II.8")
            #expect(item.headers[.eTag] == "\"1\"")
            #expect(item.json["item"]["actions"].array?.isEmpty == false)
            let again = try await api(
                .get, "/items/PL.II.8", headers: [.ifNoneMatch: "W/\"1\""])
            #expect(again.status == 304 && again.bytes.isEmpty)
            let stale = try await api(
                .patch, "/items/PL.II.8", ["fields": ["finish_by": "2021-10-01"]],
                headers: [.ifMatch: "\"7\""])
            #expect(stale.status == 412 && stale.json["actual"].int == 1)
            let fresh = try await api(
                .patch, "/items/PL.II.8", ["fields": ["finish_by": "2021-10-01"]],
                headers: [.ifMatch: "\"1\""])
            #expect(fresh.status == 200 && fresh.headers[.eTag] == "\"2\"")
            #expect(fresh.json["item"]["fields"]["finish_by"] == "2021-10-01")
        }
    }

    @Test("A key makes a change once, and is noticed with another request")
    func idempotency() async throws {
        try await APIOffice().ask { api in
            let headers: HTTPFields = [.idempotencyKey: "once"]
            let body: JSON = ["workflow": "budgeted-task", "id": "NV-1", "fields": start]
            let first = try await api(.post, "/items", body, headers: headers)
            #expect(first.status == 201, "\(first.json.compact)")
            #expect(first.headers[.location] == "/api/v1/items/NV-1")
            let second = try await api(.post, "/items", body, headers: headers)
            #expect(second.status == 201 && second.json["repeated"] == true)
            #expect(second.json["events"] == first.json["events"])
            let other = try await api(
                .post, "/items", ["workflow": "budgeted-task", "id": "NV-1"], headers: headers)
            #expect(other.status == 422 && other.json["code"] == "key-reused")
            let unnamed: JSON = ["workflow": "budgeted-task", "fields": start]
            let keyed: HTTPFields = [.idempotencyKey: "unnamed"]
            let made = try await api(.post, "/items", unnamed, headers: keyed)
            #expect(made.status == 201 && made.json["repeated"] == false)
            let again = try await api(.post, "/items", unnamed, headers: keyed)
            #expect(again.json["repeated"] == true, "\(again.json.compact)")
            #expect(again.json["item"]["id"] == made.json["item"]["id"])
            // The key of one person is not that of another.
            let theirs = try await api(.post, "/items", as: "khcn.an", body, headers: headers)
            #expect(theirs.status == 409 && theirs.json["code"] == "already-exists")
        }
    }

    @Test("What is refused says every reason and who could")
    func refusals() async throws {
        try await APIOffice().ask { api in
            _ = try await api(
                .post, "/items", ["workflow": "budgeted-task", "id": "NV-1", "fields": start])
            let actions = try await api(.get, "/items/NV-1/actions")
            #expect(actions.status == 200)
            let why = try await api(.get, "/items/NV-1/actions/submit", as: "tc.hoa")
            #expect(why.json["allowed"] == false && why.json["reasons"].array?.isEmpty == false)
            let refused = try await api(.post, "/items/NV-1/actions/submit", as: "tc.hoa", [:])
            #expect(refused.status == 403, "\(refused.json.compact)")
            #expect(refused.json["who_could"].array?.contains("khcn.linh") == true)
            let lacking = try await api(.post, "/items/NV-1/actions/submit", [:])
            #expect(lacking.status == 409 && lacking.json["type"] == "urn:wf:problem:missing")
            let misspelt = try await api(
                .post, "/items/NV-1/actions/submit", ["fields": ["estimat": 1]])
            #expect(misspelt.status == 422 && misspelt.json["hint"] == "did you mean estimate?")
            let vietnamese = try await api(
                .get, "/items/NV-2", headers: [.acceptLanguage: "vi"])
            #expect(vietnamese.json["detail"] == "Không có hồ sơ “NV-2”.")
        }
    }

    @Test("To who did not send a content, it is not there")
    func contentOfOthers() async throws {
        try await APIOffice().ask { api in
            for id in ["NV-1", "NV-2"] {
                _ = try await api(
                    .post, "/items",
                    ["workflow": "budgeted-task", "id": .string(id), "fields": start])
            }
            let content = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n".utf8)
            let binary: HTTPFields = [.contentType: "application/octet-stream"]
            let theirs = try await api(
                .post, "/contents", as: "tc.hoa", bytes: content, headers: binary)
            let hash = theirs.json["sha256"]
            func submit(_ item: String, naming hash: JSON) async throws -> APIClient.Answer {
                let document: JSON = ["kind": "to-trinh", "name": "a.pdf", "sha256": hash]
                return try await api(
                    .post, "/items/\(item)/actions/submit", ["documents": [document]])
            }
            let unsent = JSON.string(String(repeating: "0", count: 64))
            for (hash, item) in [(hash, "NV-1"), (unsent, "NV-2")] {
                let answer = try await submit(item, naming: hash)
                #expect(answer.status == 422, "\(answer.json.compact)")
                #expect(answer.json["type"] == "urn:wf:problem:unknown-content")
            }
            _ = try await api(.post, "/contents", bytes: content, headers: binary)
            // What is missing now is the estimate.
            let known = try await submit("NV-1", naming: hash)
            #expect(known.json["type"] == "urn:wf:problem:missing", "\(known.json.compact)")
        }
    }

    @Test(
        "Content that is Base64 at its beginning alone is refused, and not cut",
        arguments: ["QUJD=anything", "A", "JVBERi0xLjc=JVBERi0xLjc=", "JVBE Ri0x", "JVBE-_0x"])
    func brokenContent(_ content: String) async throws {
        try await APIOffice().ask { api in
            _ = try await api(
                .post, "/items", ["workflow": "budgeted-task", "id": "NV-1", "fields": start])
            let document: JSON = ["kind": "to-trinh", "name": "a.txt", "content": .string(content)]
            let answer = try await api(
                .post, "/items/NV-1/actions/submit", ["documents": [document]])
            #expect(answer.status == 422)
            #expect(answer.json["type"] == "urn:wf:problem:bad-content", "\(answer.json.compact)")
        }
    }

    @Test("What was done with a content is answered again when the content is long forgotten")
    func forgottenContent() async throws {
        try await APIOffice().ask { api in
            _ = try await api(
                .post, "/items", ["workflow": "budgeted-task", "id": "NV-1", "fields": start])
            func send(_ number: Int) async throws -> JSON {
                let text = "%PDF-1.7\n\(number) 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
                return try await api(
                    .post, "/contents", bytes: Array(text.utf8),
                    headers: [.contentType: "application/octet-stream"]
                ).json["sha256"]
            }
            let line: JSON = [
                "item": "Thuê chuyên gia", "unit": "ngày", "quantity": 10, "unit_price": 2_000_000,
            ]
            let submission: JSON = [
                "fields": ["estimate": [line], "finish_by": "2021-12-15"],
                "documents": [
                    ["kind": "to-trinh", "name": "Tờ trình.pdf", "sha256": try await send(0)]
                ],
            ]
            func submit() async throws -> APIClient.Answer {
                try await api(
                    .post, "/items/NV-1/actions/submit", submission,
                    headers: [try #require(HTTPField.Name("Idempotency-Key")): "k"])
            }
            let first = try await submit()
            #expect(first.status == 200, "\(first.json.compact)")
            for number in 1...300 { _ = try await send(number) }
            let again = try await submit()
            #expect(again.status == 200 && again.json["repeated"] == true, "\(again.json.compact)")
        }
    }

    @Test("An estimate is submitted with its document, appraised, and its history read")
    func chain() async throws {
        try await APIOffice().ask { api in
            _ = try await api(
                .post, "/items", ["workflow": "budgeted-task", "id": "NV-1", "fields": start])
            let content = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n".utf8)
            let sent = try await api(
                .post, "/contents", bytes: content,
                headers: [.contentType: "application/octet-stream"])
            #expect(sent.status == 201, "\(sent.json.compact)")
            let submitted = try await api(
                .post, "/items/NV-1/actions/submit",
                [
                    "fields": [
                        "estimate": [
                            [
                                "item": "Thuê chuyên gia", "unit": "ngày", "quantity": 10,
                                "unit_price": 2_000_000,
                            ]
                        ],
                        "finish_by": "2021-12-15",
                    ],
                    "documents": [
                        [
                            "kind": "to-trinh", "name": "Tờ trình.pdf",
                            "sha256": sent.json["sha256"],
                        ]
                    ],
                ])
            #expect(submitted.status == 200, "\(submitted.json.compact)")
            let inbox = try await api(.get, "/inbox", as: "tc.hoa")
            #expect(inbox.json["items"][0]["id"] == "NV-1")
            let claimed = try await api(
                .post,
                "/items/NV-1/tasks/\(inbox.json["items"][0]["task"]["state"].string ?? "")/claim",
                as: "tc.hoa", [:])
            #expect(claimed.status == 200, "\(claimed.json.compact)")
            let passed = try await api(.post, "/items/NV-1/actions/pass", as: "tc.hoa", [:])
            #expect(passed.status == 200, "\(passed.json.compact)")
            let history = try await api(.get, "/items/NV-1/history?limit=2")
            #expect(history.json["events"].array?.count == 2 && history.json["next"].string != nil)
            let rest = try await api(
                .get, "/items/NV-1/history?cursor=\(history.json["next"].string ?? "")")
            #expect(rest.json["next"].isNull && rest.json["events"].array?.isEmpty == false)
            let list = try await api(.get, "/items/NV-1/documents")
            let hash = list.json["documents"][0]["sha256"].string ?? ""
            let download = try await api(.get, "/items/NV-1/documents/\(hash)")
            #expect(download.bytes == content)
            #expect(
                download.headers[.contentDisposition]
                    == "attachment; filename=\"T_ tr_nh.pdf\"; filename*=UTF-8''T%E1%BB%9D%20tr%C3%ACnh.pdf"
            )
        }
    }

    private var start: JSON { ["lead": "so-khcn", "content": "Mua máy đo"] }
}
