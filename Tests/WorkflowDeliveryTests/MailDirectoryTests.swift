import Diagnostics
import JSON
import Testing
import WorkflowDelivery
import WorkflowModel

@Suite struct `What a job says of mail` {
    @Test func `is read back as it was written`() throws {
        let directory = MailDirectory(
            people: [
                "khcn.linh": .init(name: "Nguyễn Thùy Linh", address: "linh@example.vn"),
                "khcn.alan": .init(name: "Alan", address: nil, language: .en),
            ],
            agencies: ["so-khcn": .init(name: "Sở KH&CN", address: "khcn@example.vn")])
        #expect(try MailDirectory(json: JSON.parse(directory.json.canonical)) == directory)
        #expect(try MailDirectory(json: [:]) == MailDirectory())
        let templates = MailTemplates([
            .init("default", .vi, .subject): "{{heading}}", .init("x-1", .en, .html): "<p>\n",
        ])
        #expect(try MailTemplates(json: JSON.parse(templates.json.canonical)) == templates)
        #expect(templates.json.object?.names == ["default.vi.subject", "x-1.en.html"])
    }

    struct Mistake: Sendable {
        var json: JSON
        var problem: String
    }

    @Test(arguments: [
        Mistake(json: [], problem: "directory: expected an object"),
        Mistake(json: ["persons": [:]], problem: "directory.persons: not known here"),
        Mistake(json: ["people": []], problem: "people: expected an object"),
        Mistake(json: ["people": ["a": [:]]], problem: "people.a.name: expected a string"),
        Mistake(
            json: ["agencies": ["a": ["name": "A", "language": "fr"]]],
            problem: "agencies.a.language: expected vi or en"),
        Mistake(
            json: ["people": ["a": ["name": "A", "address": 1]]],
            problem: "people.a.address: expected a string"),
        Mistake(
            json: ["people": ["a": ["name": "A", "mail": "a@b"]]],
            problem: "people.a.mail: not known here"),
    ])
    func `is refused with the way to the mistake`(_ mistake: Mistake) {
        let error = #expect(throws: DeliveryJobError.self) {
            try MailDirectory(json: mistake.json)
        }
        #expect(error?.description == mistake.problem)
    }

    @Test(arguments: [
        "default.vi", "default.fr.txt", ".vi.txt", "a b.vi.txt", "a.vi.txt.mustache", "Soon.vi.txt",
        "a-.vi.txt",
    ])
    func `names no template that there cannot be`(_ key: String) {
        #expect(throws: DeliveryJobError.self) {
            try MailTemplates(json: .object(JSONObject([(key, JSON.string("x"))])))
        }
    }
}
