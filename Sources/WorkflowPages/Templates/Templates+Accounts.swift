extension Templates {
    /// The content of the pages about accounts.
    static let accounts = [
        Template(
            "sign-in",
            #"""
            <div class="gate card">
            <h1>{{title}}</h1>
            {{#notice}}<p class="notice" role="status">{{notice}}</p>{{/notice}}
            {{#keptText}}<div class="notice is-warning" role="alert"><p>{{keptText}}</p>\#
            {{#keptFiles}}<p>{{keptFiles}}</p>{{/keptFiles}}</div>{{/keptText}}
            {{> account-problem}}
            {{#provider}}
            <p class="submit"><a class="button" href="/auth/oidc/start?next={{escapedNext}}"\#
            {{#kept}} target="_blank"{{/kept}}>{{provider}}</a></p>
            {{^kept}}<p class="quiet">{{orPassword}}</p>{{/kept}}
            {{/provider}}
            <form action="/sign-in" method="post">
            <input type="hidden" name="csrf" value="{{csrf}}">
            <input type="hidden" name="next" value="{{next}}">
            {{#kept}}<input type="hidden" name="kept" value="{{kept}}">{{/kept}}
            {{#elsewhere}}<p class="quiet">{{elsewhereText}}</p>
            <p class="submit"><button class="is-quiet" name="elsewhere" value="yes" formnovalidate>\#
            {{elsewhere}}</button></p>
            <p class="quiet">{{orPassword}}</p>{{/elsewhere}}
            <div class="field"><label for="person">{{personLabel}}</label>
            <span class="hint" id="person-hint">{{personHint}}</span>
            <input id="person" name="person" value="{{person}}" autocomplete="username" \#
            autocapitalize="none" spellcheck="false" aria-describedby="person-hint" required></div>
            <div class="field"><label for="password">{{passwordLabel}}</label>
            <input id="password" name="password" type="password" autocomplete="current-password" \#
            required></div>
            <p class="submit"><button type="submit">{{submit}}</button></p>
            </form>
            <p class="quiet small">{{forgotten}}</p>
            </div>
            """#),
        // Signed in again, with a form that waits to be looked at.
        Template(
            "signed-in-again",
            #"""
            <div class="gate card">
            <h1>{{title}}</h1>
            <p>{{text}}</p>
            <form action="{{action}}" method="post">
            {{#fields}}<input type="hidden" name="{{name}}" value="{{value}}">
            {{/fields}}
            <p class="submit"><button type="submit">{{submit}}</button> \#
            <a class="button is-plain" href="/">{{leave}}</a></p>
            </form>
            </div>
            """#),
        Template(
            "account-setup",
            #"""
            <div class="gate card">
            <h1>{{title}}</h1>
            <p class="lead">{{lead}}</p>
            {{> account-problem}}
            <form action="{{action}}" method="post">
            <input type="hidden" name="csrf" value="{{csrf}}">
            {{#asksWho}}
            <div class="field"><label for="person">{{personLabel}}</label>
            <span class="hint" id="person-hint">{{personHint}}</span>
            <input id="person" name="person" value="{{person}}" autocomplete="username" \#
            autocapitalize="none" spellcheck="false" aria-describedby="person-hint" required></div>
            {{/asksWho}}
            {{^asksWho}}
            <input type="hidden" name="person" value="{{person}}" autocomplete="username">
            {{/asksWho}}
            <div class="field"><label for="password">{{passwordLabel}}</label>
            <span class="hint" id="password-hint">{{advice}}</span>
            <input id="password" name="password" type="password" autocomplete="new-password" \#
            minlength="{{minimum}}" aria-describedby="password-hint" required></div>
            <div class="field"><label for="again">{{againLabel}}</label>
            <input id="again" name="again" type="password" autocomplete="new-password" required></div>
            <p class="submit"><button type="submit">{{submit}}</button></p>
            </form>
            </div>
            """#),
        Template(
            "account-message",
            #"""
            <div class="gate card">
            <h1>{{title}}</h1>
            <p class="lead">{{text}}</p>
            {{#hint}}<p class="quiet">{{hint}}</p>{{/hint}}
            <p class="submit"><a class="button" href="{{path}}">{{link}}</a></p>
            </div>
            """#),
        Template(
            "account-problem",
            #"""
            {{#problem}}<div class="notice is-bad" role="alert" id="problem"><p><strong><span class="sign" \#
            aria-hidden="true">!</span>{{message}}</strong></p>\#
            {{#hint}}<p>{{hint}}</p>{{/hint}}</div>{{/problem}}
            """#),
        Template(
            "account",
            #"""
            <h1>{{title}}</h1>
            <div class="form account">
            {{#notice}}<p class="notice is-good" role="status">{{notice}}</p>{{/notice}}
            {{> account-problem}}
            {{#secret}}
            <section class="notice is-good" aria-labelledby="secret-title">
            <h2 id="secret-title">{{secretTitle}}</h2>
            <p>{{secretHint}}</p>
            <p><code class="secret">{{secret}}</code></p>
            </section>
            {{/secret}}
            <section class="card" aria-labelledby="who">
            <h2 id="who">{{name}}</h2>
            <dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}
            <div><dt>{{languageTitle}}</dt><dd>\#
            <form action="/account/language" method="post">
            <input type="hidden" name="csrf" value="{{csrf}}">
            {{#languages}}<button class="is-quiet" name="language" value="{{code}}" lang="{{code}}" \#
            aria-pressed="{{#isNow}}true{{/isNow}}{{^isNow}}false{{/isNow}}">{{title}}</button> {{/languages}}
            </form></dd></div></dl>
            <form class="submit" action="/sign-out" method="post">
            <input type="hidden" name="csrf" value="{{csrf}}">
            <button class="is-quiet" type="submit">{{signOut}}</button></form>
            </section>
            <section aria-labelledby="sessions">
            <h2 id="sessions">{{sessionsTitle}}</h2>
            <ul class="rows">{{#sessions}}<li class="row"><h3>{{agent}}</h3>
            <p class="meta"><span>{{address}}</span><span>{{since}}</span><span>{{used}}</span></p>
            <div class="when">{{#isHere}}<span class="status is-accent">{{here}}</span>{{/isHere}}{{^isHere}}\#
            <form class="inline" action="/account/sessions/end" method="post">\#
            <input type="hidden" name="csrf" value="{{csrf}}">\#
            <input type="hidden" name="id" value="{{id}}">\#
            <button class="is-quiet" type="submit" aria-label="{{endLabel}}">{{end}}</button></form>\#
            {{/isHere}}</div></li>{{/sessions}}</ul>
            <form action="/sign-out" method="post">
            <input type="hidden" name="csrf" value="{{csrf}}">
            <input type="hidden" name="everywhere" value="yes">
            <p><button class="is-quiet" type="submit">{{everywhere}}</button></p></form>
            </section>
            {{#hasPassword}}
            <section aria-labelledby="change">
            <h2 id="change">{{changeTitle}}</h2>
            <form class="card" action="/account/password" method="post">
            <input type="hidden" name="csrf" value="{{csrf}}">
            <input type="hidden" name="person" value="{{id}}" autocomplete="username">
            <div class="field"><label for="old">{{oldLabel}}</label>
            <input id="old" name="old" type="password" autocomplete="current-password" required></div>
            <div class="field"><label for="new">{{newLabel}}</label>
            <span class="hint" id="new-hint">{{advice}}</span>
            <input id="new" name="new" type="password" autocomplete="new-password" \#
            minlength="{{minimum}}" aria-describedby="new-hint" required></div>
            <div class="field"><label for="again">{{againLabel}}</label>
            <input id="again" name="again" type="password" autocomplete="new-password" required></div>
            <p class="submit"><button type="submit">{{change}}</button></p>
            </form>
            </section>
            {{/hasPassword}}
            <section aria-labelledby="tokens">
            <h2 id="tokens">{{tokensTitle}}</h2>
            <p class="quiet">{{tokensLead}}</p>
            {{#hasTokens}}
            <ul class="rows">{{#tokens}}<li class="row"><h3>{{name}}</h3>
            <p class="meta"><span>{{scopes}}</span><span>{{expires}}</span><span>{{used}}</span></p>
            <div class="when">{{#isActive}}\#
            <form class="inline" action="/account/tokens/revoke" method="post">\#
            <input type="hidden" name="csrf" value="{{csrf}}">\#
            <input type="hidden" name="id" value="{{id}}">\#
            <button class="is-quiet" type="submit" aria-label="{{revokeLabel}}">{{revoke}}</button></form>\#
            {{/isActive}}{{^isActive}}<span class="status is-quiet">{{state}}</span>{{/isActive}}</div></li>\#
            {{/tokens}}</ul>
            {{/hasTokens}}
            {{^hasTokens}}<p class="quiet">{{noTokens}}</p>{{/hasTokens}}
            <form class="card" action="/account/tokens" method="post">
            <h3>{{newTokenTitle}}</h3>
            <input type="hidden" name="csrf" value="{{csrf}}">
            <div class="field"><label for="token-name">{{tokenNameLabel}}</label>
            <span class="hint" id="token-name-hint">{{tokenNameHint}}</span>
            <input id="token-name" name="name" maxlength="100" aria-describedby="token-name-hint" \#
            required></div>
            <fieldset class="field"><legend>{{scopesLabel}}</legend>
            {{#scopeChoices}}<label class="choice"><input type="checkbox" name="scope" \#
            value="{{value}}"{{#isUsual}} checked{{/isUsual}}> <span>{{label}} \#
            <span class="quiet small">({{value}})</span></span></label>
            {{/scopeChoices}}</fieldset>
            <div class="field"><label for="days">{{daysLabel}}</label>
            <input class="short" id="days" name="days" inputmode="numeric" value="90" required></div>
            {{#hasPassword}}<div class="field"><label for="token-password">{{oldLabel}}</label>
            <input id="token-password" name="password" type="password" autocomplete="current-password" \#
            required></div>{{/hasPassword}}
            <p class="submit"><button type="submit">{{makeToken}}</button></p>
            </form>
            </section>
            </div>
            """#),
        Template(
            "accounts",
            #"""
            <h1>{{title}}</h1>
            <p class="lead">{{lead}}</p>
            {{#provider}}<p class="quiet">{{provider}}</p>{{/provider}}
            {{#groups}}
            <section>
            <div class="section-head"><h2>{{title}}</h2><span class="count">{{count}}</span></div>
            <ul class="rows">
            {{#rows}}<li class="row"><h3><a href="{{path}}">{{name}}</a></h3>
            <p class="meta"><span class="id">{{id}}</span>{{#position}}<span>{{position}}</span>{{/position}}</p>
            <div class="when">{{#administrator}}<span class="status is-accent">{{administrator}}</span> {{/administrator}}\#
            {{#standing}}<span class="status {{tone}}">{{standing}}</span>{{/standing}}\#
            {{#until}}<span class="status is-accent">{{until}}</span>{{/until}}\#
            {{#invite}}<a class="button is-quiet" href="{{path}}" aria-label="{{invite}}: {{name}}">{{invite}}</a>{{/invite}}</div></li>
            {{/rows}}</ul>
            </section>
            {{/groups}}
            """#),
        // The account of somebody else.
        Template(
            "account-of",
            #"""
            <a class="back no-print" href="{{back}}">← {{backTitle}}</a>
            <h1>{{title}}</h1>
            <div class="form account">
            {{#notice}}<p class="notice is-good" role="status">{{notice}}</p>{{/notice}}
            {{> account-problem}}
            {{#link}}
            <section class="notice is-good" role="status" aria-labelledby="link-title">
            <h2 id="link-title">{{linkTitle}}</h2>
            <p>{{linkHint}}</p>
            <p><code class="secret">{{link}}</code></p>
            {{#linkNote}}<p class="small">{{linkNote}}</p>{{/linkNote}}
            </section>
            {{/link}}
            <section class="card">
            <dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>
            {{#own}}<p class="quiet">{{own}}</p><p><a class="button is-quiet" href="/account">{{ownTitle}}</a></p>{{/own}}
            </section>
            {{#forms}}
            <section aria-labelledby="{{id}}">
            <h2 id="{{id}}">{{title}}</h2>
            <form class="card" action="{{action}}" method="post">
            <input type="hidden" name="csrf" value="{{csrf}}">
            <p>{{about}}</p>
            {{#choice}}<label class="choice"><input type="checkbox" name="administrator" value="yes"\#
            {{#isTicked}} checked{{/isTicked}}> <span>{{choice}}</span></label>{{/choice}}
            {{#passwordLabel}}
            <input type="hidden" name="user" value="{{user}}" autocomplete="username">
            <div class="field"><label for="{{id}}-password">{{passwordLabel}}</label>
            <input id="{{id}}-password" name="password" type="password" autocomplete="current-password" \#
            aria-describedby="{{id}}{{#isWrong}} problem{{/isWrong}}"{{#isWrong}} aria-invalid="true"{{/isWrong}} required></div>
            {{/passwordLabel}}
            <p class="submit"><button type="submit"{{#isQuiet}} class="is-quiet"{{/isQuiet}}>{{submit}}</button></p>
            </form>
            </section>
            {{/forms}}
            </div>
            """#),
    ]
}
