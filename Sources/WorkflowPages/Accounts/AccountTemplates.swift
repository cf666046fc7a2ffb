import Mustache

/// The templates of the account pages, by name. Content only: the layout stands around it.
enum AccountTemplates {
    static let signIn = """
        <h1>{{title}}</h1>
        {{#notice}}<p class="notice" role="status">{{notice}}</p>{{/notice}}
        {{>problem}}
        {{#provider}}
        <p class="submit"><a class="button" href="/auth/oidc/start?next={{escapedNext}}">\
        {{provider}}</a></p>
        <p class="quiet">{{orPassword}}</p>
        {{/provider}}
        <form class="form" action="/sign-in" method="post">
        <input type="hidden" name="csrf" value="{{csrf}}">
        <input type="hidden" name="next" value="{{next}}">
        <div class="field"><label for="person">{{personLabel}}</label>
        <span class="hint" id="person-hint">{{personHint}}</span>
        <input id="person" name="person" value="{{person}}" autocomplete="username" \
        autocapitalize="none" spellcheck="false" aria-describedby="person-hint" required></div>
        <div class="field"><label for="password">{{passwordLabel}}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" \
        required></div>
        <p class="submit"><button type="submit">{{submit}}</button></p>
        </form>
        <p class="quiet">{{forgotten}}</p>
        """

    static let setup = """
        <h1>{{title}}</h1>
        <p>{{lead}}</p>
        {{>problem}}
        <form class="form" action="{{action}}" method="post">
        <input type="hidden" name="csrf" value="{{csrf}}">
        {{#asksWho}}
        <div class="field"><label for="person">{{personLabel}}</label>
        <span class="hint" id="person-hint">{{personHint}}</span>
        <input id="person" name="person" value="{{person}}" autocomplete="username" \
        autocapitalize="none" spellcheck="false" aria-describedby="person-hint" required></div>
        {{/asksWho}}
        {{^asksWho}}
        <input type="hidden" name="person" value="{{person}}" autocomplete="username">
        {{/asksWho}}
        <div class="field"><label for="password">{{passwordLabel}}</label>
        <span class="hint" id="password-hint">{{advice}}</span>
        <input id="password" name="password" type="password" autocomplete="new-password" \
        minlength="{{minimum}}" aria-describedby="password-hint" required></div>
        <div class="field"><label for="again">{{againLabel}}</label>
        <input id="again" name="again" type="password" autocomplete="new-password" required></div>
        <p class="submit"><button type="submit">{{submit}}</button></p>
        </form>
        """

    static let message = """
        <h1>{{title}}</h1>
        <p>{{text}}</p>
        {{#hint}}<p class="quiet">{{hint}}</p>{{/hint}}
        <p><a class="button" href="{{path}}">{{link}}</a></p>
        """

    static let problem = """
        {{#problem}}<div class="fault" role="alert"><p>{{message}}</p>\
        {{#hint}}<p class="hint">{{hint}}</p>{{/hint}}</div>{{/problem}}
        """

    static let account = """
        <h1>{{title}}</h1>
        {{#notice}}<p class="notice" role="status">{{notice}}</p>{{/notice}}
        {{>problem}}
        {{#secret}}
        <section class="card" aria-labelledby="secret-title">
        <h2 id="secret-title">{{secretTitle}}</h2>
        <p>{{secretHint}}</p>
        <p><code class="secret">{{secret}}</code></p>
        </section>
        {{/secret}}
        <section aria-labelledby="who">
        <h2 id="who">{{name}}</h2>
        <dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>
        <form class="inline" action="/sign-out" method="post">
        <input type="hidden" name="csrf" value="{{csrf}}">
        <button type="submit">{{signOut}}</button></form>
        </section>
        <section aria-labelledby="language">
        <h2 id="language">{{languageTitle}}</h2>
        <form action="/account/language" method="post">
        <input type="hidden" name="csrf" value="{{csrf}}">
        <p class="submit"><button class="is-quiet" name="language" value="vi" lang="vi">Tiếng Việt\
        </button> <button class="is-quiet" name="language" value="en" lang="en">English</button></p>
        </form>
        </section>
        {{#hasPassword}}
        <section aria-labelledby="change">
        <h2 id="change">{{changeTitle}}</h2>
        <form class="form" action="/account/password" method="post">
        <input type="hidden" name="csrf" value="{{csrf}}">
        <input type="hidden" name="person" value="{{id}}" autocomplete="username">
        <div class="field"><label for="old">{{oldLabel}}</label>
        <input id="old" name="old" type="password" autocomplete="current-password" required></div>
        <div class="field"><label for="new">{{newLabel}}</label>
        <span class="hint" id="new-hint">{{advice}}</span>
        <input id="new" name="new" type="password" autocomplete="new-password" \
        minlength="{{minimum}}" aria-describedby="new-hint" required></div>
        <div class="field"><label for="again">{{againLabel}}</label>
        <input id="again" name="again" type="password" autocomplete="new-password" required></div>
        <p class="submit"><button type="submit">{{change}}</button></p>
        </form>
        </section>
        {{/hasPassword}}
        <section aria-labelledby="sessions">
        <h2 id="sessions">{{sessionsTitle}}</h2>
        <table><thead><tr>{{#sessionHeads}}<th scope="col">{{.}}</th>{{/sessionHeads}}</tr></thead>
        <tbody>{{#sessions}}<tr><td>{{agent}}</td><td>{{address}}</td><td>{{since}}</td>\
        <td>{{used}}</td><td>{{#isHere}}{{here}}{{/isHere}}{{^isHere}}\
        <form class="inline" action="/account/sessions/end" method="post">\
        <input type="hidden" name="csrf" value="{{csrf}}">\
        <input type="hidden" name="id" value="{{id}}">\
        <button class="is-plain" type="submit" aria-label="{{endLabel}}">{{end}}</button></form>\
        {{/isHere}}</td></tr>{{/sessions}}</tbody></table>
        <form action="/sign-out" method="post">
        <input type="hidden" name="csrf" value="{{csrf}}">
        <input type="hidden" name="everywhere" value="yes">
        <p class="submit"><button class="is-quiet" type="submit">{{everywhere}}</button></p></form>
        </section>
        <section aria-labelledby="tokens">
        <h2 id="tokens">{{tokensTitle}}</h2>
        <p>{{tokensLead}}</p>
        {{#hasTokens}}
        <table><thead><tr>{{#tokenHeads}}<th scope="col">{{.}}</th>{{/tokenHeads}}</tr></thead>
        <tbody>{{#tokens}}<tr><td>{{name}}</td><td>{{scopes}}</td><td>{{expires}}</td>\
        <td>{{used}}</td><td>{{#isActive}}\
        <form class="inline" action="/account/tokens/revoke" method="post">\
        <input type="hidden" name="csrf" value="{{csrf}}">\
        <input type="hidden" name="id" value="{{id}}">\
        <button class="is-plain" type="submit" aria-label="{{revokeLabel}}">{{revoke}}</button>\
        </form>{{/isActive}}{{^isActive}}{{state}}{{/isActive}}</td></tr>{{/tokens}}</tbody></table>
        {{/hasTokens}}
        {{^hasTokens}}<p class="quiet">{{noTokens}}</p>{{/hasTokens}}
        <form class="form" action="/account/tokens" method="post">
        <h3>{{newTokenTitle}}</h3>
        <input type="hidden" name="csrf" value="{{csrf}}">
        <div class="field"><label for="token-name">{{tokenNameLabel}}</label>
        <span class="hint" id="token-name-hint">{{tokenNameHint}}</span>
        <input id="token-name" name="name" maxlength="100" aria-describedby="token-name-hint" \
        required></div>
        <fieldset class="field"><legend>{{scopesLabel}}</legend>
        {{#scopeChoices}}<label class="choice"><input type="checkbox" name="scope" \
        value="{{value}}"{{#isUsual}} checked{{/isUsual}}> <span>{{label}}</span></label>
        {{/scopeChoices}}</fieldset>
        <div class="field"><label for="days">{{daysLabel}}</label>
        <input class="short" id="days" name="days" inputmode="numeric" value="90" required></div>
        <p class="submit"><button type="submit">{{makeToken}}</button></p>
        </form>
        </section>
        """

    /// Until the layout of all pages stands around it.
    /// The text is in this program, and a test renders each.
    static let library: MustacheLibrary = {
        var library = MustacheLibrary()
        for (name, text) in [
            ("signIn", signIn), ("setup", setup), ("message", message), ("problem", problem),
            ("account", account),
        ] {
            do {
                try library.register(text, named: name)
            } catch {
                preconditionFailure("the template \(name) is not Mustache: \(error)")
            }
        }
        return library
    }()

    static func html(_ name: String, _ view: [String: Any]) -> String {
        guard let html = library.render(view, withTemplate: name) else {
            preconditionFailure("there is no template \(name)")
        }
        return html
    }
}
