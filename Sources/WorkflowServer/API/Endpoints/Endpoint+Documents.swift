import Diagnostics
import HTTPTypes
import Hashing
import JSON
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

extension Endpoint {
    static let documents = [
        listDocuments, downloadDocument, uploadContent, listRegister, registerDocument,
        withdrawDocument,
    ]

    private static let listDocuments = Endpoint(
        .get, "/items/{item}/documents", id: "listDocuments", .documents,
        LocalizedText(vi: "Văn bản của một hồ sơ", en: "The documents of an item"),
        parameters: [.item],
        answers: [
            .json(
                200, .object(required("documents", .list(.reference("Document")))),
                "What is known of them.")
        ],
        refusals: [.notFound]
    ) { call in
        let state = try await call.engine.state(of: call.path("item"))
        return .json(["documents": .array(state.documents.map(\.view))])
    }

    private static let downloadDocument = Endpoint(
        .get, "/items/{item}/documents/{document}", id: "downloadDocument", .documents,
        LocalizedText(vi: "Tải một văn bản", en: "Download a document"),
        about: "Always as an attachment, and checked against its SHA-256.",
        parameters: [
            .item,
            .path("document", "Its SHA-256 or the beginning of it, its file name, or its kind."),
        ],
        answers: [
            .bytes(
                "application/octet-stream", "The content.",
                headers: [
                    Header(
                        name: "Content-Disposition", about: "`attachment` with its name.",
                        isRequired: true)
                ])
        ],
        refusals: [.notFound, .conflict, .internalServerError]
    ) { call in
        let record = try await call.engine.state(of: call.path("item"))
            .document(called: call.path("document"))
        let bytes = try call.office.contents.read(record.sha256)
        return APIAnswer(
            // What it claims to be is for whoever opens the file, and not for the browser.
            .bytes(bytes, mediaType: "application/octet-stream"),
            headers: [
                .contentDisposition: Attachment.disposition(record.name),
                .eTag: "\"\(record.sha256)\"", .contentSecurityPolicy: "sandbox",
            ])
    }

    private static let uploadContent = Endpoint(
        .post, "/contents", id: "uploadContent", .documents,
        LocalizedText(vi: "Gửi nội dung tệp lên trước", en: "Send a content beforehand"),
        about: "Kept under its SHA-256, by which an action of the same person then hands it in. One"
            + " that no action names is removed some day. An action that does not know a content any"
            + " more says so (`unknown-content`): send it again.",
        scope: .write, body: .bytes(limit: 64 << 20),
        answers: [
            .json(
                201,
                .object(
                    required("sha256", .text(64...64)), required("size", .count, "Bytes.")),
                "It is kept.")
        ]
    ) { call in
        let limit = call.engine.rules.documents.files.sizeLimit
        guard call.bytes.count <= limit else { throw Failure.tooLarge(limit) }
        // Of a type that could be handed in: this is no place to keep anything else.
        guard let type = FileType.type(of: call.bytes),
            call.engine.rules.documents.files.types.contains(type)
        else {
            let types = call.engine.rules.documents.files.types.map(\.rawValue).sorted()
            throw Failure(
                .invalid, "file-type",
                LocalizedText(
                    vi: "Nội dung không thuộc kiểu tệp nào được nhận.",
                    en: "The content is of no type that is taken."),
                hint: LocalizedText(
                    vi: "nhận: \(types.joined(separator: ", "))",
                    en: "taken are: \(types.joined(separator: ", "))"))
        }
        let person = try call.person
        let contents = call.office.contents
        let lease = try contents.lease()
        defer { withExtendedLifetime(lease) {} }
        let hash = try contents.keep(call.bytes, lease)
        call.office.sent.add(hash, by: person)
        return .json(
            ["sha256": .string(hash), "size": .int(Int64(call.bytes.count))], status: .created)
    }

    // MARK: The register

    private static let documentChange = Schema.object(
        required("document", .reference("RegisteredDocument")),
        required("events", .list(.reference("Event"))))

    private static let listRegister = Endpoint(
        .get, "/documents", id: "listRegister", .documents,
        LocalizedText(vi: "Sổ văn bản", en: "The register of documents"),
        about: "Of this year unless told otherwise; of an item, of all years.",
        parameters: [
            .query("office", "The agency whose register it is: its code or name."),
            .query("year", "The year.", .integer(1900...2200)), .query("item", "Of this item."),
        ],
        answers: [
            .json(
                200, .object(required("documents", .list(.reference("RegisteredDocument")))),
                "In the order of their numbers.")
        ]
    ) { call in
        let office = call.query("office").map { called in
            call.engine.rules.organisation.agency(called: called)?.code ?? called
        }
        let item = call.query("item")
        let year = call.number("year") ?? (item == nil ? call.today.year : nil)
        let entries = try await call.engine.documents(office: office, year: year, item: item)
        return .json(["documents": .array(entries.map(\.view))])
    }

    private static let registerDocument = Endpoint(
        .post, "/documents", id: "registerDocument", .documents,
        LocalizedText(vi: "Cấp số văn bản", en: "Give a document its number"),
        about: "The next of its office, year and series; never given twice.", scope: .write,
        parameters: [.idempotencyKey],
        body: .json(
            .reference("NewRegistration"), limit: 48 << 20,
            example: ["type": "TTr", "summary": "Về việc thẩm định dự toán", "item": "PL.II.6"]),
        answers: [.json(201, documentChange, "It has its number.")],
        refusals: [.notFound, .conflict]
    ) { call in
        let engine = call.engine
        let person = try call.person
        var members = call.body.object ?? [:]
        let file = members["file"]
        members["file"] = nil
        members["key"] = nil
        let fields = try DocumentFields(.object(members))
        var input = try fields.input(office: try engine.actor(person).agency)
        let documents = try NewDocuments(file.map { [$0] } ?? .null, call.office, by: person)
        input.documents = documents.records
        let outcome = try await engine.register(input, key: try call.key, as: person) {
            try documents.keep()
        }
        return .json(
            ["document": outcome.entry.view, "events": .array(outcome.events.map(\.view))],
            status: .created)
    }

    private static let withdrawDocument = Endpoint(
        .post, "/documents/withdraw", id: "withdrawDocument", .documents,
        LocalizedText(vi: "Thu hồi văn bản", en: "Withdraw a document"),
        about: "Its number stays taken.", scope: .write,
        body: .json(
            .object(
                required("number", .text(1...100), "As it stands: `12/TTr-SKHCN`."),
                required("reason", .text(1...20_000)),
                optional("office", .text(1...200), "By default that of the caller."),
                optional("year", .integer(1900...2200), "By default this year."))),
        answers: [.json(200, documentChange, "It is withdrawn.")],
        refusals: [.notFound, .conflict]
    ) { call in
        let engine = call.engine
        let person = try call.person
        let own = try engine.actor(person).agency
        let office = call.body["office"].string.map { called in
            engine.rules.organisation.agency(called: called)?.code ?? called
        }
        let id = RegisteredDocument.ID(
            office: office ?? own, year: call.body["year"].int.map(Int.init) ?? call.today.year,
            text: TextFolding.nfc(call.body["number"].string ?? ""))
        let outcome = try await engine.withdraw(
            id, reason: TextFolding.nfc(call.body["reason"].string ?? ""), as: person)
        return .json([
            "document": outcome.entry.view, "events": .array(outcome.events.map(\.view)),
        ])
    }
}

/// How a content is handed to a browser.
enum Attachment {
    /// RFC 6266: the name in ASCII, and in UTF-8 for all that know it.
    static func disposition(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { scalar -> Character in
                let isSafe =
                    scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F
                    && !["\"", "\\", "/", ";", "%"].contains(scalar)
                return isSafe ? Character(scalar) : "_"
            })
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''"
            + PercentEncoding.encode(name)
    }
}
