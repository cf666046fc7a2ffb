extension Templates {
    static let actions = [
        Template(
            "form",
            #"""
            {{#back}}<a class="back" href="{{path}}">← {{title}}</a>{{/back}}
            <div class="form">
            <h1>{{title}}</h1>
            {{#lead}}<p class="lead">{{lead}}</p>{{/lead}}
            {{#changed}}
            <div class="notice is-warning" role="alert"><h2><span class="sign" aria-hidden="true">◷</span>\#
            {{Say.changedMeanwhile}}</h2>
            {{> timeline}}
            <p>{{Say.changedAdvice}}</p></div>
            {{/changed}}
            {{#refusal}}
            {{> refusal}}
            {{/refusal}}
            {{#hasFaults}}
            {{> faults}}
            {{/hasFaults}}
            {{#budgets}}
            <section class="card"><h2>{{title}}</h2>
            {{> budget}}
            </section>
            {{/budgets}}
            {{#canSend}}
            <form method="post" action="{{action}}"{{#hasFiles}} enctype="multipart/form-data"{{/hasFiles}}>
            <input type="hidden" name="csrf" value="{{Csrf}}">
            {{#hidden}}
            <input type="hidden" name="{{name}}" value="{{value}}">
            {{/hidden}}
            {{#fields}}{{{.}}}{{/fields}}
            {{#hasMore}}<details class="card"{{#opensMore}} open{{/opensMore}}><summary>{{Say.moreFields}}</summary>
            {{#more}}{{{.}}}{{/more}}
            </details>{{/hasMore}}
            {{#next}}<p class="quiet">{{Say.then}}: {{next}}</p>{{/next}}
            <div class="submit"><button>{{submit}}</button>\#
            {{#back}}<a class="button is-plain" href="{{path}}">{{Say.cancel}}</a>{{/back}}</div>
            </form>
            {{/canSend}}
            </div>

            """#),
        Template(
            "choose-workflow",
            #"""
            {{#back}}<a class="back" href="{{path}}">← {{title}}</a>{{/back}}
            <h1>{{title}}</h1>
            <p class="lead">{{lead}}</p>
            <ol class="rows">
            {{#workflows}}
            <li class="row"><h3><a href="{{path}}">{{title}}</a></h3><p class="meta">{{name}}</p></li>
            {{/workflows}}
            </ol>

            """#),
        Template(
            "fault",
            #"""
            <div class="form">
            <h1>{{title}}</h1>
            <p class="lead">{{text}}</p>
            {{#refusal}}
            {{> refusal}}
            {{/refusal}}
            <p class="submit">{{#links}}<a class="button{{#isSecond}} is-quiet{{/isSecond}}" \#
            href="{{path}}">{{title}}</a>{{/links}}</p>
            {{#request}}<p class="small quiet">{{Say.requestID}}: <code>{{request}}</code></p>{{/request}}
            </div>

            """#),
    ]
}
