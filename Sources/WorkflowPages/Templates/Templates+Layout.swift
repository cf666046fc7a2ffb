extension Templates {
    static let layout = [
        Template(
            "layout",
            #"""
            <!doctype html>
            <html lang="{{language}}">
            <head>
            <meta charset="utf-8">
            <title>{{title}} – {{Say.brand}}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="{{stylesheet}}">
            <link rel="icon" type="image/svg+xml" href="{{icon}}">
            <script src="{{script}}" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">{{Say.skip}}</a>
            <header class="top"><div class="wide">
            <a class="brand" href="/"><img src="{{icon}}" alt="" width="28" height="28">\#
            {{Say.brand}}</a>
            {{#viewer}}
            <nav class="places" aria-label="{{Say.places}}"><ul>
            {{#Main}}
            <li{{#reach}} class="{{reach}}"{{/reach}}><a href="{{path}}"\#
            {{#isHere}} aria-current="page"{{/isHere}}>{{title}}</a></li>
            {{/Main}}
            <li><details class="more"><summary{{#IsAmongOthers}} aria-current="true"{{/IsAmongOthers}}\#
            {{#IsBelow}} class="is-below"{{/IsBelow}}>\#
            {{Say.more}}</summary>
            <div class="menu"><ul>
            {{#Others}}
            <li{{#reachBelow}} class="{{reachBelow}}"{{/reachBelow}}><a href="{{path}}"\#
            {{#isHere}} aria-current="page"{{/isHere}}>{{title}}</a></li>
            {{/Others}}
            </ul></div></details></li>
            </ul></nav>
            <form class="find" role="search" action="/search">
            <label class="unseen" for="find">{{Say.searchLabel}}</label>
            <input id="find" name="q" type="search" autocomplete="off" placeholder="{{Say.search}}…">
            </form>
            <details class="me"><summary><span>{{name}}</span></summary>
            <div class="menu">
            <div class="who">{{name}}<br><span class="small quiet">{{position}}</span></div>
            <ul>
            <li><a href="/account">{{Say.account}}</a></li>
            <li><a href="{{LanguagePath}}" lang="{{OtherLanguage}}" hreflang="{{OtherLanguage}}">\#
            {{OtherLanguageTitle}}</a></li>
            </ul>
            <form method="post" action="/sign-out">
            <input type="hidden" name="csrf" value="{{Csrf}}">
            <button>{{Say.signOut}}</button></form>
            </div></details>
            {{/viewer}}
            {{^viewer}}
            <a href="{{LanguagePath}}" lang="{{OtherLanguage}}" hreflang="{{OtherLanguage}}">\#
            {{OtherLanguageTitle}}</a>
            {{/viewer}}
            </div></header>
            <main id="main" class="wide" tabindex="-1"\#
            {{#watched}} data-watch="{{item}}" data-since="{{since}}"{{/watched}}>
            {{#flash}}
            <div class="notice is-good" role="status">
            <h2><span class="sign" aria-hidden="true">✓</span>{{text}}</h2>
            {{#details}}<p>{{.}}</p>{{/details}}
            {{#link}}<p><a class="button" href="{{path}}">{{title}} →</a></p>{{/link}}
            </div>
            {{/flash}}
            {{{content}}}
            </main>
            <footer class="foot"><div class="wide">
            <span>{{Say.brand}}</span>
            <a href="{{LanguagePath}}" lang="{{OtherLanguage}}" hreflang="{{OtherLanguage}}">\#
            {{OtherLanguageTitle}}</a>
            {{#viewer}}<a href="/help">{{Say.help}}</a>
            <button type="button" class="is-plain small" data-keys hidden>{{Say.keys}}</button>{{/viewer}}
            </div></footer>
            <div id="changed" class="changed" role="status" hidden><span>{{Say.changed}}</span>
            <button type="button">{{Say.readAgain}}</button></div>
            {{> keys}}
            </body>
            </html>

            """#),
        Template(
            "keys",
            #"""
            <dialog id="keys" aria-labelledby="keys-title">
            <h2 id="keys-title">{{Say.keys}}</h2>
            <dl class="facts">
            <div><dt><kbd>Alt</kbd> <kbd>1</kbd></dt><dd>{{Say.keysInbox}}</dd></div>
            <div><dt><kbd>Alt</kbd> <kbd>2</kbd></dt><dd>{{Say.keysItems}}</dd></div>
            <div><dt><kbd>Alt</kbd> <kbd>3</kbd></dt><dd>{{Say.keysBoard}}</dd></div>
            <div><dt><kbd>Alt</kbd> <kbd>4</kbd></dt><dd>{{Say.keysCalendar}}</dd></div>
            <div><dt><kbd>Alt</kbd> <kbd>5</kbd></dt><dd>{{Say.keysOverdue}}</dd></div>
            <div><dt><kbd>Alt</kbd> <kbd>K</kbd></dt><dd>{{Say.keysSearch}}</dd></div>
            <div><dt><kbd>↑</kbd> <kbd>↓</kbd></dt><dd>{{Say.keysRows}}</dd></div>
            <div><dt><kbd>Ctrl</kbd> <kbd>Enter</kbd></dt><dd>{{Say.keysSend}}</dd></div>
            <div><dt><kbd>Alt</kbd> <kbd>H</kbd></dt><dd>{{Say.keysHelp}}</dd></div>
            </dl>
            <form method="dialog" class="submit"><button>{{Say.close}}</button></form>
            </dialog>

            """#),
    ]
}
