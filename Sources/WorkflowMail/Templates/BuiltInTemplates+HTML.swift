import Diagnostics

extension BuiltInTemplates {
    // Mail programs know little of CSS: what matters stands in `style`, one table holds the width,
    // and the rules for the dark are only an addition.

    static func html(_ language: Language) -> String {
        let rows = facts.map { fact in
            let late = fact.tag == "due" ? overdue : ""
            return """
                {{#\(fact.tag)}}<tr>
                <td class="quiet" style="\(label)">\(fact.label[language])</td>
                <td style="padding:4px 0;vertical-align:top">{{\(fact.tag)}}\(late)</td>
                </tr>{{/\(fact.tag)}}

                """
        }
        return page(
            language,
            """
            {{#details}}<p style="margin:0 0 16px;white-space:pre-line">{{details}}</p>{{/details}}
            <table role="presentation" cellpadding="0" cellspacing="0" style="font-size:15px">
            \(rows.joined())</table>
            {{#item}}<p class="rule" style="\(next)">\(howToSee[language]): \
            <code class="code" style="\(code)">wf show {{item}}</code></p>{{/item}}
            """)
    }

    static func htmlDigest(_ language: Language) -> String {
        page(
            language,
            """
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
            {{#entries}}<tr><td class="rule" style="\(entry)">
            <div style="font-weight:600">{{heading}}</div>
            {{#title}}<div>{{title}}</div>{{/title}}
            <div class="quiet" style="color:#5b6470;font-size:14px">{{item}}{{#state}} · \
            {{state}}{{/state}}{{#due}} · \(due[language]) {{due}}{{/due}}\(overdue)</div>
            </td></tr>{{/entries}}
            </table>
            <p class="rule" style="\(next)">\(allTasks[language]): \
            <code class="code" style="\(code)">wf inbox</code></p>
            """)
    }

    private static let overdue =
        "{{#overdue}} · <b class=\"red\" style=\"color:#b3261e\">{{overdue}}</b>{{/overdue}}"
    private static let label =
        "padding:4px 20px 4px 0;color:#5b6470;white-space:nowrap;vertical-align:top"
    private static let entry = "padding:12px 0;border-top:1px solid #e1e5ea"
    private static let next =
        "margin:12px 0 0;padding-top:16px;border-top:1px solid #e1e5ea;font-size:14px"
    private static let code =
        "font-family:Consolas,Menlo,monospace;font-size:14px;background:#f1f3f5;padding:2px 6px;"
        + "border-radius:3px"

    private static let dark = """
        @media (prefers-color-scheme: dark) {
        .page { background: #17191c !important; }
        .card { background: #22252a !important; border-color: #383d44 !important; \
        color: #e6e8eb !important; }
        .quiet { color: #a4acb6 !important; }
        .rule { border-color: #383d44 !important; }
        .red { color: #ff9c94 !important; }
        .code { background: #32373e !important; color: #e6e8eb !important; }
        }
        """

    private static func page(_ language: Language, _ body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{{heading}}</title>
        <style>
        \(dark)
        </style>
        </head>
        <body class="page" style="margin:0;padding:0;background:#f4f5f7">
        <table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" \
        style="background:#f4f5f7"><tr><td align="center" style="padding:24px 12px">
        <table role="presentation" width="600" cellpadding="0" cellspacing="0" \
        style="width:100%;max-width:600px"><tr><td class="card" align="left" \
        style="padding:24px;background:#ffffff;border:1px solid #dde1e6;border-radius:6px;\
        color:#1b1f24;font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif;\
        font-size:16px;line-height:1.5;overflow-wrap:anywhere">
        <p class="quiet" style="margin:0 0 8px;color:#5b6470;font-size:14px">\
        \(sentTo[language]): {{recipient.name}}</p>
        <h1 style="margin:0 0 16px;font-size:20px;line-height:1.35;font-weight:600">{{heading}}</h1>
        \(body)
        </td></tr><tr><td class="quiet" align="center" \
        style="padding:16px 12px 0;color:#5b6470;font-family:'Segoe UI',Roboto,Arial,sans-serif;\
        font-size:13px">\(automatic[language])</td></tr></table>
        </td></tr></table>
        </body>
        </html>

        """
    }
}
