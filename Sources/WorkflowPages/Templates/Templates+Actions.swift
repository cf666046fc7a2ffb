extension Templates {
    static let actions = [
        Template(
            "form",
            #"""
            {{#back}}<a class="back" href="{{path}}">← {{title}}</a>{{/back}}
            <div class="form{{#isBroad}} is-broad{{/isBroad}}">
            <h1>{{title}}</h1>
            {{#lead}}<p class="lead">{{lead}}</p>{{/lead}}
            {{#notice}}<div class="notice is-warning" role="status"><p>{{notice}}</p></div>{{/notice}}
            {{#changed}}
            <div class="notice is-warning" role="alert"><h2><span class="sign" aria-hidden="true">◷</span>\#
            {{Say.changedMeanwhile}}</h2>
            {{> timeline}}
            {{#isKept}}<p>{{Say.changedAdvice}}{{#isKeptButFiles}} {{Say.changedFiles}}{{/isKeptButFiles}}</p>{{/isKept}}</div>
            {{/changed}}
            {{#refusal}}
            {{> refusal}}
            {{/refusal}}
            {{#latest}}
            <section class="card"><h2>{{Say.latest}}</h2>
            {{> timeline}}
            </section>
            {{/latest}}
            {{#hasFaults}}
            {{> faults}}
            {{/hasFaults}}
            {{#notes}}
            {{> handover-note}}
            {{/notes}}
            {{#budgets}}
            <section class="card"><h2>{{title}}</h2>
            {{> budget}}
            </section>
            {{/budgets}}
            {{#canSend}}
            <form method="post" action="{{Action}}"{{#HasFiles}} enctype="multipart/form-data"{{/HasFiles}}>
            <input type="hidden" name="csrf" value="{{Csrf}}">
            {{#Hidden}}
            <input type="hidden" name="{{name}}" value="{{value}}">
            {{/Hidden}}
            {{#fields}}{{{.}}}{{/fields}}
            {{#hasMore}}<details class="card"{{#opensMore}} open{{/opensMore}}><summary>{{moreTitle}}{{^moreTitle}}{{Say.moreFields}}{{/moreTitle}}</summary>
            {{#more}}{{{.}}}{{/more}}
            </details>{{/hasMore}}
            {{#next}}<p class="quiet">{{Say.then}}: {{next}}</p>{{/next}}
            <div class="submit"><button>{{submit}}</button>\#
            {{#beside}}<span class="quiet">{{beside}}</span>{{/beside}}\#
            {{#back}}<a class="button is-plain" href="{{path}}">{{Say.cancel}}</a>{{/back}}</div>
            </form>
            {{/canSend}}
            {{#emergency}}
            <details class="card" id="break-glass"{{#isOpen}} open{{/isOpen}}><summary>{{title}}</summary>
            <div class="notice is-warning"><p>{{text}}</p><p>{{told}}</p></div>
            <form method="post" action="{{Action}}"{{#HasFiles}} enctype="multipart/form-data"{{/HasFiles}}>
            <input type="hidden" name="csrf" value="{{Csrf}}">
            <input type="hidden" name="break_glass" value="true">
            {{#Hidden}}
            <input type="hidden" name="{{name}}" value="{{value}}">
            {{/Hidden}}
            {{#fields}}{{{.}}}{{/fields}}
            <div class="submit"><button class="is-bad">{{submit}}</button></div>
            </form>
            </details>
            {{/emergency}}
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
