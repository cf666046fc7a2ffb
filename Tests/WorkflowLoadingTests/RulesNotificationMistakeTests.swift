import Testing

@testable import WorkflowLoading

@Suite("Mistakes in notification rules")
struct RulesNotificationMistakeTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static let bad = [
        BadText(
            "an event nobody knows",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.item.advance]
                      to: [owner]
                      sinks: [log]
                      text: "{{id}}"
                """,
            ],
            """
            b.yaml:6:12: error: expected a type of event, but there is no “wf.item.advance” [unknown-name]
             6 |       on: [wf.item.advance]
               |            ^^^^^^^^^^^^^^^
              hint: did you mean “wf.item.advanced”?
                    Known here: wf.item.started, wf.item.advanced, wf.item.moved, wf.item.finished,
                    wf.child.changed, wf.deadline.reminder, wf.deadline.overdue, wf.deadline.escalated,
                    wf.deadline.extended, wf.deadline.recounted, wf.task.opened, wf.task.assigned,
                    wf.task.returned, wf.task.completed, wf.item.changed, wf.item.undone, wf.approval.given,
                    wf.item.break-glass
            """),
        BadText(
            "a sink nobody knows",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.item.started]
                      to: [owner]
                      sinks: [logg]
                      text: "{{id}}"
                """,
            ],
            """
            b.yaml:8:15: error: expected the name of a sink, but there is no “logg” [unknown-name]
             8 |       sinks: [logg]
               |               ^^^^
              hint: did you mean “log”?
                    Known here: log
            """),
        BadText(
            "a kind of sink nobody knows",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: pigeon, path: x}
                  rules:
                    - name: arrives
                      on: [wf.item.started]
                      to: [owner]
                      sinks: [log]
                      text: "{{id}}"
                """,
            ],
            """
            b.yaml:3:17: error: expected a kind of sink, but there is no “pigeon” [unknown-name]
             3 |     log: {type: pigeon, path: x}
               |                 ^^^^^^
              hint: Known here: log, webhook, email
            """),
        BadText(
            "a sink without a path",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log}
                  rules:
                    - name: arrives
                      on: [wf.item.started]
                      to: [owner]
                      sinks: [log]
                      text: "{{id}}"
                """,
            ],
            """
            b.yaml:3:10: error: the key “path” is missing in a sink [missing-key]
             3 |     log: {type: log}
               |          ^^^^^^^^^^^
            """),
        BadText(
            "a placeholder nobody knows",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.item.started]
                      to: [owner]
                      sinks: [log]
                      text: {vi: "{{id}} quá hạn {{days_overdu}} ngày", en: "{{id}}"}
                """,
            ],
            """
            b.yaml:9:34: error: expected a placeholder, but there is no “days_overdu” [unknown-name]
             9 |       text: {vi: "{{id}} quá hạn {{days_overdu}} ngày", en: "{{id}}"}
               |                                  ^^^^^^^^^^^^^^^
              hint: did you mean “days_overdue”?
                    Known here: id, title, state, action, actor, due, owner, workflow, plan, task, days_overdue,
                    was_due, note
            """),
        BadText(
            "a placeholder that is not closed",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.item.started]
                      to: [owner]
                      sinks: [log]
                      text: "{{id}} {{due"
                """,
            ],
            """
            b.yaml:9:21: error: “{{” without “}}” [unclosed-placeholder]
             9 |       text: "{{id}} {{due"
               |                     ^^^^^
            """),
        BadText(
            "a rule without a text",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.item.started]
                      to: [owner]
                      sinks: [log]
                """,
            ],
            """
            b.yaml:5:7: error: the key “text” is missing in a notification rule [missing-key]
             5 |     - name: arrives
               |       ^^^^
            """),
        BadText(
            "a rule without a name",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - on: [wf.item.started]
                      to: [owner]
                      sinks: [log]
                      text: "{{id}}"
                """,
            ],
            """
            b.yaml:5:7: error: the key “name” is missing in a notification rule [missing-key]
             5 |     - on: [wf.item.started]
               |       ^^
            """),
        BadText(
            "a rule twice",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.item.started]
                      to: [owner]
                      sinks: [log]
                      text: "{{id}}"
                    - {name: arrives, on: wf.item.moved, to: owner, sinks: log, text: x}
                """,
            ],
            """
            b.yaml:10:14: error: “arrives” is already the name of a notification rule [duplicate-name]
             10 |     - {name: arrives, on: wf.item.moved, to: owner, sinks: log, text: x}
                |              ^^^^^^^
            b.yaml:5:13: note: first written here
             5 |     - name: arrives
               |             ^^^^^^^
            """),
        BadText(
            "a key nobody knows",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.item.started]
                      to: [owner]
                      sinks: [log]
                      text: "{{id}}"
                      too: [owner]
                """,
            ],
            """
            b.yaml:10:7: error: unknown key “too” in a notification rule [unknown-key]
             10 |       too: [owner]
                |       ^^^
              hint: did you mean “to”?
                    Known here: name, on, when, workflows, states, to, sinks, text, template, digest, quiet,
                    required
            """),
        BadText(
            "a digest at no time of the day",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.deadline.reminder]
                      to: [owner]
                      digest: "25:00"
                      sinks: [log]
                      text: "{{id}}"
                """,
            ],
            """
            b.yaml:8:15: error: expected true, false or a time of the day (07:30), found the text “25:00” [wrong-type]
             8 |       digest: "25:00"
               |               ^^^^^^^
            """),
        BadText(
            "a digest at the end of the day",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.deadline.reminder]
                      to: [owner]
                      digest: "24:00"
                      sinks: [log]
                      text: "{{id}}"
                """,
            ],
            """
            b.yaml:8:15: error: expected true, false or a time of the day (07:30), found the text “24:00” [wrong-type]
             8 |       digest: "24:00"
               |               ^^^^^^^
            """),
        BadText(
            "a digest at a number",
            [
                smallOrganisation,
                """
                notifications:
                  sinks:
                    log: {type: log, path: "-"}
                  rules:
                    - name: arrives
                      on: [wf.deadline.reminder]
                      to: [owner]
                      digest: 7
                      sinks: [log]
                      text: "{{id}}"
                """,
            ],
            """
            b.yaml:8:15: error: expected true, false or a time of the day (07:30), found the number 7 [wrong-type]
             8 |       digest: 7
               |               ^
            """),
    ]
}
