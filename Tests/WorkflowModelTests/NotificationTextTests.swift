import Testing
import WorkflowModel

@Suite("The text of a notification")
struct NotificationTextTests {
    @Test(
        "Placeholders are filled in, everything else stands for itself",
        arguments: [
            ("Việc {{id}} – hạn {{ due }}", "Việc <id> – hạn <due>"),
            ("{{id}}{{title}}", "<id><title>"), ("", ""), ("không có gì", "không có gì"),
            ("{{unknown}} {{id}}", "{{unknown}} <id>"), ("{{id", "{{id"), ("{id} }}", "{id} }}"),
            ("{{days_overdue}} ngày", "<days_overdue> ngày"), ("{{{{id}}", "{{{{id}}"),
        ])
    func filled(template: String, expected: String) {
        #expect(NotificationText(template).filled { "<\($0.rawValue)>" } == expected)
    }

    @Test("A value that looks like a placeholder is not filled in again")
    func valuesAreNoTemplates() {
        #expect(NotificationText("{{title}}").filled { _ in "{{id}}" } == "{{id}}")
    }
}
