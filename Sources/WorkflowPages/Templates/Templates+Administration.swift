extension Templates {
    static let administration = [
        Template(
            "calendar",
            #"""
            <div class="month-head"><h1>{{title}}</h1>
            <nav class="month-nav no-print" aria-label="{{Say.months}}">
            {{#previous}}<a class="button is-quiet" href="{{path}}" aria-label="{{title}}">←</a>{{/previous}}
            {{#today}}<a class="button is-quiet" href="{{path}}">{{title}}</a>{{/today}}
            {{#next}}<a class="button is-quiet" href="{{path}}" aria-label="{{title}}">→</a>{{/next}}
            </nav></div>
            <p class="lead">{{summary}}</p>
            <table class="month">
            <caption class="unseen">{{title}}</caption>
            <thead><tr>{{#weekdays}}<th scope="col"><span aria-hidden="true">{{short}}</span>\#
            <span class="unseen">{{name}}</span></th>{{/weekdays}}</tr></thead>
            <tbody>
            {{#weeks}}
            <tr>
            {{#days}}
            <td class="{{looks}}">
            <p class="day"><time datetime="{{iso}}"{{#isToday}} aria-current="date"{{/isToday}}>\#
            <span class="day-number" aria-hidden="true">{{day}}</span>\#
            <span class="day-name">{{name}}</span></time>\#
            {{#lunar}}<span class="lunar" title="{{lunarText}}"><span aria-hidden="true">{{lunar}}</span>\#
            <span class="unseen">{{lunarText}}</span></span>{{/lunar}}</p>
            {{#off}}<span class="unseen">{{off}}</span>{{/off}}
            {{#reason}}<p class="reason">{{reason}}</p>{{/reason}}
            {{#hasItems}}<ul>{{#items}}
            {{> due-item}}
            {{/items}}</ul>{{/hasItems}}
            {{#more}}<details><summary class="small">{{more}}</summary><ul>{{#others}}
            {{> due-item}}
            {{/others}}</ul></details>{{/more}}
            </td>
            {{/days}}
            </tr>
            {{/weeks}}
            </tbody></table>
            <p class="small quiet">{{basis}}{{#edition}}<br>{{edition}}{{/edition}}</p>

            """#),
        Template(
            "due-item",
            #"""
            <li class="{{tone}}"><a href="{{path}}">\#
            {{#sign}}<span class="sign" aria-hidden="true">{{sign}}</span>{{/sign}}<b>{{id}}</b> {{title}}</a>\#
            <span class="unseen"> – {{state}}, {{status}}</span></li>

            """#),
        Template(
            "notifications",
            #"""
            <h1>{{title}}</h1>
            <p class="lead">{{lead}}</p>
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#hasCounts}}
            <div class="card table" tabindex="0" role="region" aria-label="{{Say.columnSink}}"><table class="stack">
            <thead><tr><th scope="col">{{Say.columnSink}}</th><th scope="col" class="number">{{Say.columnQueued}}</th>\#
            <th scope="col" class="number">{{Say.columnArrived}}</th><th scope="col" class="number">{{Say.columnWaiting}}</th>\#
            <th scope="col" class="number">{{Say.columnDead}}</th><th scope="col">{{Say.columnRemarks}}</th></tr></thead>
            <tbody>{{#counts}}<tr><th scope="row">{{sink}}</th>\#
            <td class="number" data-label="{{Say.columnQueued}}">{{queued}}</td>\#
            <td class="number" data-label="{{Say.columnArrived}}">{{delivered}}</td>\#
            <td class="number" data-label="{{Say.columnWaiting}}">{{waiting}}</td>\#
            <td class="number" data-label="{{Say.columnDead}}">\#
            {{#isBad}}<span class="status is-bad">{{dead}}</span>{{/isBad}}{{^isBad}}{{dead}}{{/isBad}}</td>\#
            <td>{{remarks}}</td></tr>
            {{/counts}}</tbody></table></div>
            {{/hasCounts}}
            {{#held}}<p>{{held}}</p>{{/held}}
            {{#allArrived}}<p class="notice is-good">{{allArrived}}</p>{{/allArrived}}
            {{#groups}}
            <section>
            <div class="section-head"><h2>{{title}}</h2><span class="count">{{count}}</span></div>
            <ul class="rows">
            {{#rows}}
            <li class="row">
            <h3>{{what}}</h3>
            <p class="meta"><span class="id">{{id}}</span><span>{{sink}}</span><span><a href="{{path}}">{{item}}</a></span></p>
            <p class="small">{{why}}<br><span class="quiet">{{when}}</span></p>
            <div class="when no-print">\#
            {{#retry}}<form class="inline" method="post" action="{{retryPath}}">\#
            <input type="hidden" name="csrf" value="{{Csrf}}">\#
            <button class="is-quiet" aria-label="{{retry}}: {{id}}">{{retry}}</button></form>{{/retry}}\#
            {{#drop}} <form class="inline" method="post" action="{{dropPath}}" data-confirm="{{confirm}}">\#
            <input type="hidden" name="csrf" value="{{Csrf}}">\#
            <button class="is-plain" aria-label="{{drop}}: {{id}}">{{drop}}</button></form>{{/drop}}</div>
            </li>
            {{/rows}}
            </ul>
            </section>
            {{/groups}}
            <p class="no-print"><a href="{{otherPath}}">{{other}}</a></p>

            """#),
        Template(
            "audit",
            #"""
            <h1>{{title}}</h1>
            <p class="lead">{{lead}}</p>
            <p class="no-print"><a class="button is-quiet" href="/audit/verify">{{verify}}</a></p>
            <form class="card filters" action="/audit" role="search">
            {{#filters}}{{{.}}}{{/filters}}
            <div><button class="is-quiet">{{Say.filter}}</button>\#
            {{#isFiltered}} <a class="button is-plain" href="/audit">{{Say.clear}}</a>{{/isFiltered}}</div>
            </form>
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#nothingHere}}<p class="quiet">{{nothingHere}}</p>{{/nothingHere}}
            {{#hasRows}}
            <ol class="rows audit">
            {{#rows}}
            <li class="row{{#isBroken}} is-bad{{/isBroken}}">
            <h3>{{#isBroken}}<span class="status is-bad"><span class="sign" aria-hidden="true">!</span>{{broken}}</span> {{/isBroken}}\#
            {{title}}</h3>
            <p class="meta"><span>{{who}}</span>{{#item}}<span><a href="{{path}}">{{item}}</a></span>{{/item}}</p>
            {{#hasDetails}}<ul class="small">{{#details}}<li>{{.}}</li>{{/details}}</ul>{{/hasDetails}}
            <p class="when"><time datetime="{{iso}}">{{at}}</time><br>\#
            <span class="quiet">#{{number}} <code>{{hash}}</code></span></p>
            </li>
            {{/rows}}
            </ol>
            {{/hasRows}}
            {{> pages}}

            """#),
        Template(
            "verify",
            #"""
            {{#back}}<a class="back no-print" href="{{path}}">← {{title}}</a>{{/back}}
            <h1>{{title}}</h1>
            <p class="lead">{{summary}}</p>
            <div class="notice {{#isClean}}is-good{{/isClean}}{{^isClean}}is-bad{{/isClean}}" role="status">
            <h2><span class="sign" aria-hidden="true">{{#isClean}}✓{{/isClean}}{{^isClean}}!{{/isClean}}</span>{{verdict}}</h2>
            {{#hasProblems}}<ul>{{#problems}}<li><strong>{{place}}</strong> {{text}}</li>{{/problems}}</ul>{{/hasProblems}}
            {{#head}}<p>{{headText}}<br><code class="hash">{{head}}</code></p>{{/head}}
            </div>
            <h2>{{brokenTitle}}</h2>
            {{#hasBroken}}<ul class="rows">
            {{#broken}}<li class="row is-bad"><h3><span class="status is-bad"><span class="sign" aria-hidden="true">!</span>\#
            {{action}}</span> <a href="{{path}}">{{item}}</a></h3>
            <p class="meta"><span>{{who}}</span><span>{{over}}</span><span>{{standing}}</span></p>
            <p class="when">{{at}}<br><span class="quiet">#{{number}}</span></p></li>
            {{/broken}}</ul>{{/hasBroken}}
            {{^hasBroken}}<p class="quiet">{{noneBroken}}</p>{{/hasBroken}}

            """#),
        Template(
            "workflows",
            #"""
            <h1>{{title}}</h1>
            <p class="lead">{{lead}}</p>
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#hasRows}}<ul class="rows">
            {{#rows}}
            <li class="row"><h3><a href="{{path}}">{{title}}</a></h3>
            <p class="meta"><span>{{meta}}</span><span>{{deadlines}}</span><span>{{name}}</span></p></li>
            {{/rows}}
            </ul>{{/hasRows}}

            """#),
        Template(
            "workflow",
            #"""
            {{#back}}<a class="back no-print" href="{{path}}">← {{title}}</a>{{/back}}
            <div class="head"><h1>{{title}}</h1>
            <p class="meta"><span>{{name}}</span><span>{{version}}</span>\#
            {{#open}}<span><a href="{{openPath}}">{{open}}</a></span>{{/open}}</p></div>
            {{{drawing}}}
            <p class="no-print"><a class="button is-quiet" href="{{startPath}}">{{start}}</a></p>
            <h2>{{Say.whoMayWhat}}</h2>
            {{#states}}
            <section class="card">
            <h3>{{title}}</h3>
            {{#owner}}<p class="quiet small">{{Say.onTheDeskOf}} {{owner}}{{#within}}; {{within}}{{/within}}</p>{{/owner}}
            {{#asks}}<p>{{asks}}</p>{{/asks}}
            {{#hasActions}}<div class="table" tabindex="0" role="region" aria-label="{{title}}"><table class="stack">
            <thead><tr><th scope="col">{{Say.columnAction}}</th><th scope="col">{{Say.columnWho}}</th>\#
            <th scope="col">{{Say.columnNeeds}}</th><th scope="col">{{Say.columnTo}}</th></tr></thead>
            <tbody>{{#actions}}<tr><td><strong>{{title}}</strong>{{#optional}} <span class="quiet small">({{optional}})</span>{{/optional}}\#
            {{#condition}}<br><span class="small quiet">{{condition}}</span>{{/condition}}</td>\#
            <td data-label="{{Say.columnWho}}">{{who}}</td><td data-label="{{Say.columnNeeds}}">{{needs}}</td>\#
            <td data-label="{{Say.columnTo}}">{{to}}</td></tr>
            {{/actions}}</tbody></table></div>{{/hasActions}}
            {{#hasTimed}}<ul>{{#timed}}<li>{{.}}</li>{{/timed}}</ul>{{/hasTimed}}
            </section>
            {{/states}}
            {{#hasDeadlines}}
            <h2>{{Say.deadlines}}</h2>
            <div class="card table" tabindex="0" role="region" aria-label="{{Say.deadlines}}"><table class="stack">
            <thead><tr><th scope="col">{{Say.columnDeadline}}</th><th scope="col">{{Say.columnLimit}}</th>\#
            <th scope="col">{{Say.columnSource}}</th><th scope="col">{{Say.columnNotes}}</th></tr></thead>
            <tbody>{{#deadlines}}<tr><td><strong>{{title}}</strong><br><span class="small quiet">{{scope}}</span></td>\#
            <td data-label="{{Say.columnLimit}}">{{limit}}</td><td data-label="{{Say.columnSource}}">{{source}}</td>\#
            <td>{{notes}}</td></tr>
            {{/deadlines}}</tbody></table></div>
            {{/hasDeadlines}}
            {{#sources}}<p class="small quiet">{{sources}}</p>{{/sources}}

            """#),
    ]
}
