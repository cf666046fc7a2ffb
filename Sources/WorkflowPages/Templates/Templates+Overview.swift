extension Templates {
    static let overview = [
        Template(
            "progress",
            #"""
            <p class="tally">{{text}}</p>
            {{#hasParts}}<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" \#
            aria-hidden="true" focusable="false"><rect class="bar-whole" width="1000" height="10"/>\#
            {{#parts}}<rect class="{{look}}" x="{{x}}" width="{{width}}" {{#isDone}}height="10"{{/isDone}}{{^isDone}}y="7" height="3"{{/isDone}}/>{{/parts}}</svg>{{/hasParts}}

            """#),
        Template(
            "board",
            #"""
            <h1>{{title}}</h1>
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#hasPlans}}<ul class="tabs">{{#plans}}<li><a href="{{path}}"{{#isHere}} aria-current="page"{{/isHere}}>\#
            {{title}}</a></li>{{/plans}}</ul>{{/hasPlans}}
            {{#boards}}
            <section class="board">
            <h2>{{title}}</h2>
            <p class="quiet">{{lead}}</p>
            {{#progress}}
            {{> progress}}
            {{/progress}}
            {{#sections}}
            <section class="board-section">
            <h3>{{title}}</h3>
            {{#progress}}
            {{> progress}}
            {{/progress}}
            <div class="table" tabindex="0" role="region" aria-label="{{title}}"><table class="board-table stack">
            <thead><tr><th scope="col">{{Say.columnItem}}</th><th scope="col">{{Say.columnContent}}</th>\#
            <th scope="col">{{Say.columnLead}}</th><th scope="col">{{Say.columnExpected}}</th>\#
            <th scope="col">{{Say.columnDelivered}}</th><th scope="col">{{Say.columnState}}</th>\#
            <th scope="col">{{Say.columnDue}}</th></tr></thead>
            <tbody>
            {{#entries}}
            <tr><td class="id">{{id}}</td>\#
            <td class="what">{{#path}}<a href="{{path}}">{{title}}</a>{{/path}}{{^path}}{{title}}{{/path}}</td>\#
            <td data-label="{{Say.columnLead}}">{{lead}}</td>\#
            <td data-label="{{Say.columnExpected}}">{{expected}}</td>\#
            <td data-label="{{Say.columnDelivered}}"><span>{{delivered}}{{#done}}<br>\#
            <progress value="{{value}}" max="{{max}}" aria-label="{{text}}">{{text}}</progress>{{/done}}</span></td>\#
            <td data-label="{{Say.columnState}}">{{state}}</td>\#
            <td data-label="{{Say.columnDue}}"><span>{{due}}{{#status}}<br>{{> status}}{{/status}}</span></td></tr>
            {{/entries}}
            </tbody></table></div>
            </section>
            {{/sections}}
            </section>
            {{/boards}}

            """#),
        Template(
            "overdue",
            #"""
            <h1>{{title}}</h1>
            {{#summary}}<p class="lead">{{summary}}</p>{{/summary}}
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#agencies}}
            <section>
            <div class="section-head"><h2>{{name}}</h2><span class="count">{{count}}</span></div>
            {{#people}}
            <h3 class="holder">{{name}}</h3>
            <ol class="rows">
            {{#rows}}
            {{> row}}
            {{/rows}}
            </ol>
            {{/people}}
            </section>
            {{/agencies}}

            """#),
        Template(
            "pieces",
            #"""
            {{#isMarked}}<mark>{{text}}</mark>{{/isMarked}}{{^isMarked}}{{text}}{{/isMarked}}
            """#),
        Template(
            "search",
            #"""
            <h1>{{title}}</h1>
            <form class="card search" role="search" action="/search">
            <label for="q">{{Say.searchLabel}}</label>
            <div class="search-line"><input id="q" name="q" type="search" value="{{words}}" autocomplete="off">\#
            <button>{{Say.search}}</button></div>
            </form>
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#hasRows}}
            <div class="section-head"><h2>{{Say.foundItems}}</h2><span class="count">{{count}}</span></div>
            <ol class="rows">
            {{#rows}}
            <li class="row{{#tone}} {{tone}}{{/tone}}">
            <h3><a href="{{path}}">{{#pieces}}{{> pieces}}{{/pieces}}</a></h3>
            <p class="meta"><span class="id">{{#idPieces}}{{> pieces}}{{/idPieces}}</span>\#
            {{#task}}<span>{{task}}</span>{{/task}}{{#meta}}<span>{{.}}</span>{{/meta}}</p>
            <p class="when">{{#status}}{{> status}}{{/status}}{{#due}}<br><span class="quiet">{{due}}</span>{{/due}}</p>
            </li>
            {{/rows}}
            </ol>
            {{#more}}<p><a class="button is-quiet" href="{{more}}">{{Say.nextPage}} →</a></p>{{/more}}
            {{/hasRows}}
            {{#hasPeople}}
            <h2>{{Say.foundPeople}}</h2>
            <ul class="files card">
            {{#people}}
            <li><a href="{{path}}">{{#name}}{{> pieces}}{{/name}}</a> <span class="quiet small">{{position}}</span></li>
            {{/people}}
            </ul>
            {{/hasPeople}}

            """#),
        Template(
            "people",
            #"""
            <h1>{{title}}</h1>
            <p class="lead">{{summary}}</p>
            <div class="field no-print" hidden><label for="filter">{{filterLabel}}</label>
            <input id="filter" type="search" data-filter="agencies" autocomplete="off"></div>
            <div id="agencies" class="agencies">
            {{#agencies}}
            <section class="card agency" id="{{id}}">
            <h2>{{name}}</h2>
            <p class="quiet small">{{meta}}{{#parent}}<br>{{parent}}{{/parent}}</p>
            {{#members}}<p>{{members}}</p>{{/members}}
            {{#hasPeople}}<ul class="people">
            {{#people}}<li id="{{id}}"><strong>{{name}}</strong> <span class="quiet small">{{code}}</span>\#
            {{#roles}}<br>{{roles}}{{/roles}}\#
            {{#standIn}}<br><span class="status is-accent">{{standIn}}</span>{{/standIn}}\#
            {{#email}}<br><a href="mailto:{{email}}">{{email}}</a>{{/email}}</li>
            {{/people}}</ul>{{/hasPeople}}
            <p class="small no-print"><a href="{{itemsPath}}" aria-label="{{Say.theirItems}}: {{name}}">{{Say.theirItems}}</a></p>
            </section>
            {{/agencies}}
            </div>
            {{#hasOthers}}<h2>{{othersTitle}}</h2>
            <ul class="others">{{#others}}<li id="{{id}}"><a href="{{itemsPath}}">{{name}}</a>\#
            <span class="quiet small"> {{meta}}</span></li>
            {{/others}}</ul>{{/hasOthers}}

            """#),
        Template(
            "delegations",
            #"""
            <h1>{{title}}</h1>
            <p class="lead">{{lead}}</p>
            {{#refusal}}
            {{> refusal}}
            {{/refusal}}
            {{#empty}}
            {{> empty}}
            {{/empty}}
            {{#hasRows}}
            <p class="no-print"><a class="button" href="/delegations/new">{{give}}</a></p>
            <ul class="rows">
            {{#rows}}
            <li class="row">
            <h3>{{principal}} → {{deputy}}</h3>
            <p class="meta"><span>{{kind}}</span><span>{{scope}}</span>{{#agency}}<span>{{agency}}</span>{{/agency}}\#
            {{#by}}<span>{{by}}</span>{{/by}}</p>
            {{#note}}<p class="small">“{{note}}”</p>{{/note}}
            <div class="when">{{#status}}{{> status}}{{/status}}<br><span class="quiet">{{days}}</span>\#
            {{#endPath}}<form method="post" action="{{endPath}}" data-confirm="{{confirm}}">\#
            <input type="hidden" name="csrf" value="{{Csrf}}">\#
            <button class="is-plain" aria-label="{{endLabel}}">{{end}}</button></form>{{/endPath}}</div>
            </li>
            {{/rows}}
            </ul>
            {{/hasRows}}
            <p class="no-print"><a href="{{otherPath}}">{{other}}</a></p>

            """#),
        Template(
            "help",
            #"""
            <h1>{{title}}</h1>
            <p class="lead">{{lead}}</p>
            <section class="card"><h2>{{firstTitle}}</h2><ol>{{#first}}<li>{{.}}</li>{{/first}}</ol></section>
            <section class="card"><h2>{{keysTitle}}</h2><dl class="facts">
            {{#keys}}<div><dt>{{#keys}}<kbd>{{.}}</kbd> {{/keys}}</dt><dd>{{text}}</dd></div>
            {{/keys}}</dl></section>
            <section class="card"><h2>{{wordsTitle}}</h2><dl class="facts">
            {{#words}}<div><dt>{{word}}</dt><dd>{{text}}</dd></div>
            {{/words}}</dl></section>
            <section class="card"><h2>{{signsTitle}}</h2><dl class="facts">
            {{#signs}}<div><dt>{{#status}}{{> status}}{{/status}}</dt><dd>{{text}}</dd></div>
            {{/signs}}</dl></section>

            """#),
    ]
}
