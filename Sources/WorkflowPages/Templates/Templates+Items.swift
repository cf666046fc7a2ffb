extension Templates {
    static let items = [
        Template(
            "inbox",
            #"""
            <h1>{{title}}</h1>
            <p class="lead">{{summary}}</p>
            <ul class="tabs">
            {{#tabs}}<li><a href="{{path}}"{{#isHere}} aria-current="page"{{/isHere}}>{{title}}</a></li>
            {{/tabs}}
            </ul>
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#sections}}
            <section>
            <div class="section-head{{#isAlone}} unseen{{/isAlone}}"><h2>{{title}}</h2>\#
            <span class="count">{{count}}</span></div>
            <ol class="rows">
            {{#rows}}
            {{> row}}
            {{/rows}}
            </ol>
            </section>
            {{/sections}}

            """#),
        Template(
            "items",
            #"""
            <div class="section-head"><h1>{{title}}</h1></div>
            <p class="lead">{{summary}}</p>
            <form class="card filters" action="/items" role="search">
            {{#filters}}{{{.}}}{{/filters}}
            <div><button class="is-quiet">{{Say.filter}}</button>\#
            {{#isFiltered}} <a class="button is-plain" href="/items">{{Say.clear}}</a>{{/isFiltered}}</div>
            </form>
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#hasRows}}<ol class="rows">
            {{#rows}}
            {{> row}}
            {{/rows}}
            </ol>{{/hasRows}}
            {{> pages}}
            <p class="no-print"><a class="button is-quiet" href="/items/new">{{Say.startItem}}</a></p>

            """#),
        Template(
            "item",
            #"""
            {{#back}}<a class="back no-print" href="{{path}}">← {{title}}</a>{{/back}}
            <div class="head">
            <h1>{{title}}</h1>
            <p class="meta">{{#status}}{{> status}}{{/status}}\#
            {{#priority}}<span class="status is-accent">{{.}}</span>{{/priority}}\#
            <span class="id">{{id}}</span>{{#meta}}<span>{{.}}</span>{{/meta}}\#
            {{#parent}}<span><a href="{{path}}">{{title}}</a></span>{{/parent}}</p>
            </div>
            {{#notes}}
            {{> handover-note}}
            {{/notes}}
            <div class="split">
            <div class="aside">
            {{#hasActions}}
            <section class="card no-print" aria-labelledby="actions">
            <h2 id="actions">{{Say.youMay}}</h2>
            {{#nothing}}<p class="quiet">{{nothing}}</p>{{/nothing}}
            <ul class="does">
            {{#does}}
            <li><a class="button{{#isSecond}} is-quiet{{/isSecond}}" href="{{path}}">{{title}}</a></li>
            {{/does}}
            {{#takes}}
            <li>{{> task-button}}</li>
            {{/takes}}
            </ul>
            {{#hasMore}}<details><summary>{{Say.otherActions}}</summary><ul class="does">
            {{#more}}
            <li><a class="button is-quiet" href="{{path}}">{{title}}</a></li>
            {{/more}}
            </ul></details>{{/hasMore}}
            {{#hasCannot}}<details class="closed-actions"{{#opensCannot}} open{{/opensCannot}}>\#
            <summary>{{Say.notYet}}</summary>
            <ul class="cannot">
            {{#cannot}}
            <li><b>{{#form}}<a href="{{form}}">{{title}}</a>{{/form}}{{^form}}{{title}}{{/form}}</b>{{#reasons}}<p>{{> reason}}</p>{{/reasons}}\#
            {{#emergency}}<p><a href="{{emergency}}">{{Say.breakGlass}}</a></p>{{/emergency}}</li>
            {{/cannot}}
            </ul></details>{{/hasCannot}}
            </section>
            {{/hasActions}}
            {{#hasDeadlines}}<section class="card" aria-labelledby="deadlines">
            <h2 id="deadlines">{{Say.deadlines}}</h2>
            <dl class="facts">
            {{#deadlines}}
            <div><dt>{{title}}</dt><dd>{{#due}}<strong>{{due}}</strong> {{/due}}\#
            {{#status}}{{> status}}{{/status}}{{#note}}<br><span class="small quiet">{{note}}</span>{{/note}}</dd></div>
            {{/deadlines}}
            {{#moves}}
            <div><dt>{{Say.movesOn}}</dt><dd>{{text}}<br><span class="small quiet">{{moment}}</span></dd></div>
            {{/moves}}
            </dl></section>{{/hasDeadlines}}
            {{#hasWaiting}}<section class="card" aria-labelledby="waiting">
            <h2 id="waiting">{{Say.waitingFor}}</h2>
            <dl class="facts">
            {{#waiting}}
            <div><dt>{{title}}</dt><dd>{{desk}}{{#people}}<br><span class="small quiet">{{people}}</span>{{/people}}\#
            {{#holder}}<br><span class="small"><strong>{{holder}}</strong></span>{{/holder}}\#
            {{#status}}<br>{{> status}}{{/status}}{{#answer}}<br><span class="small">{{answer}}</span>{{/answer}}</dd></div>
            {{/waiting}}
            </dl></section>{{/hasWaiting}}
            </div>
            <div class="body">
            {{#pending}}
            <div class="notice {{tone}}"><h2>{{title}}</h2><p>{{text}}</p></div>
            {{/pending}}
            <section class="card" aria-labelledby="where">
            <h2 id="where">{{Say.whereItIs}}</h2>
            {{#chains}}{{#label}}<p class="small quiet">{{label}}</p>{{/label}}
            <ol class="steps">
            {{#steps}}
            <li class="{{className}}"{{#isHere}} aria-current="step"{{/isHere}}><span>\#
            {{#sign}}<span aria-hidden="true">{{sign}} </span>{{/sign}}{{title}}\#
            {{#spoken}}<span class="unseen"> ({{spoken}})</span>{{/spoken}}</span></li>
            {{/steps}}
            </ol>{{/chains}}
            {{#drawing}}<p class="small no-print"><a href="#drawn">{{Say.showDrawn}}</a></p>{{/drawing}}
            </section>
            {{#budgets}}
            <section class="card"><h2>{{title}}</h2>
            {{> budget}}
            </section>
            {{/budgets}}
            {{#hasChildren}}<section aria-labelledby="children"><h2 id="children">{{Say.children}}</h2>
            <ol class="rows">
            {{#children}}
            {{> row}}
            {{/children}}
            </ol></section>{{/hasChildren}}
            {{#hasFacts}}<section class="card" aria-labelledby="facts">
            <h2 id="facts">{{Say.facts}}</h2>
            <dl class="facts">
            {{#facts}}
            <div><dt>{{title}}</dt><dd>{{value}}</dd></div>
            {{/facts}}
            </dl>
            {{#edit}}<p class="submit"><a class="button is-quiet" href="{{edit}}">{{Say.edit}}</a></p>{{/edit}}
            </section>{{/hasFacts}}
            {{#hasDocuments}}<section class="card" aria-labelledby="documents">
            <h2 id="documents">{{Say.documents}}</h2>
            <ul class="files">
            {{#documents}}
            <li><a href="{{path}}" download>{{name}}</a><span class="small quiet">{{kind}}, {{size}}\#
            {{#number}}, {{number}}{{/number}}{{#isWithdrawn}} ({{Say.withdrawn}}){{/isWithdrawn}}</span></li>
            {{/documents}}
            </ul></section>{{/hasDocuments}}
            <section class="card" aria-labelledby="history">
            <h2 id="history">{{Say.history}}</h2>
            {{> timeline}}
            {{#earlier}}<p class="no-print"><a href="{{earlier}}">{{Say.wholeHistory}}</a></p>{{/earlier}}
            {{#undo}}<p class="submit"><a class="button is-quiet" href="{{undo}}">{{Say.undo}}</a></p>{{/undo}}
            </section>
            </div>
            </div>
            {{#drawing}}<section class="card" aria-labelledby="drawn">
            <h2 id="drawn">{{Say.drawn}}</h2>
            <div class="drawing">{{{drawing}}}</div>
            </section>{{/drawing}}

            """#),
        Template(
            "task-button",
            #"""
            {{#path}}<a class="button is-quiet" href="{{path}}">{{title}}</a>{{/path}}\#
            {{#post}}<form method="post" action="{{action}}">
            <input type="hidden" name="csrf" value="{{Csrf}}">
            <input type="hidden" name="key" value="{{key}}">
            <input type="hidden" name="task" value="{{task}}">
            <input type="hidden" name="member" value="{{member}}">
            <button class="button is-quiet">{{title}}</button></form>{{/post}}
            """#),
        Template(
            "budget",
            #"""
            <div class="table"><table class="stack">
            {{#isCompared}}
            <thead><tr><th>{{Say.budgetItem}}</th><th>{{Say.figures}}</th>\#
            <th class="number">{{Say.proposed}}</th><th class="number">{{Say.appraised}}</th>\#
            <th class="number">{{Say.difference}}</th></tr></thead>
            <tbody>{{#lines}}<tr><td>{{item}}</td><td class="small quiet" data-label="{{Say.figures}}">{{figures}}</td>\#
            <td class="number" data-label="{{Say.proposed}}">{{old}}</td>\#
            <td class="number" data-label="{{Say.appraised}}">{{new}}</td>\#
            <td class="number{{#differs}} more-or-less{{/differs}}" data-label="{{Say.difference}}">{{difference}}</td></tr>
            {{/lines}}</tbody>
            <tfoot><tr><th scope="row">{{Say.budgetTotal}}</th><td></td>\#
            <td class="number" data-label="{{Say.proposed}}">{{oldTotal}}</td>\#
            <td class="number" data-label="{{Say.appraised}}">{{newTotal}}</td>\#
            <td class="number" data-label="{{Say.difference}}">{{totalDifference}}</td></tr></tfoot>
            {{/isCompared}}
            {{^isCompared}}
            <thead><tr><th>{{Say.budgetItem}}</th><th>{{Say.budgetUnit}}</th>\#
            <th class="number">{{Say.budgetQuantity}}</th><th class="number">{{Say.budgetPrice}}</th>\#
            <th class="number">{{Say.budgetAmount}}</th>{{#hasSources}}<th>{{Say.budgetSource}}</th>{{/hasSources}}</tr></thead>
            <tbody>{{#lines}}<tr><td>{{item}}</td><td data-label="{{Say.budgetUnit}}">{{unit}}</td>\#
            <td class="number" data-label="{{Say.budgetQuantity}}">{{quantity}}</td>\#
            <td class="number" data-label="{{Say.budgetPrice}}">{{price}}</td>\#
            <td class="number" data-label="{{Say.budgetAmount}}">{{amount}}</td>\#
            {{#Sources}}<td data-label="{{Say.budgetSource}}">{{source}}</td>{{/Sources}}</tr>
            {{/lines}}</tbody>
            <tfoot><tr><th scope="row" colspan="4">{{Say.budgetTotal}}</th>\#
            <td class="number">{{total}}</td>{{#hasSources}}<td></td>{{/hasSources}}</tr></tfoot>
            {{/isCompared}}
            </table></div>

            """#),
    ]
}
