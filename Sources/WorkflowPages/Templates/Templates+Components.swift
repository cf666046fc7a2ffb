extension Templates {
    static let components = [
        Template(
            "status",
            #"""
            <span class="status{{#tone}} {{tone}}{{/tone}}">{{#sign}}\#
            <span class="sign" aria-hidden="true">{{sign}}</span>{{/sign}}{{text}}</span>
            """#),
        Template(
            "row",
            #"""
            <li class="row{{#tone}} {{tone}}{{/tone}}">
            <h3><a href="{{path}}">{{title}}</a></h3>
            <p class="meta"><span class="id">{{id}}</span>{{#task}}<span>{{task}}</span>{{/task}}\#
            {{#meta}}<span>{{.}}</span>{{/meta}}</p>
            <p class="when">{{#priority}}<span class="status is-accent">{{priority}}</span> {{/priority}}\#
            {{#status}}{{> status}}{{/status}}{{#due}}<br><span class="quiet">{{due}}</span>{{/due}}</p>
            </li>

            """#),
        Template(
            "pages",
            #"""
            {{#pages}}<nav class="pages" aria-label="{{Say.pages}}">
            <span>{{#first}}<a href="{{first}}">← {{Say.firstPage}}</a>{{/first}}</span>
            <span>{{#next}}<a class="button is-quiet" href="{{next}}">{{Say.nextPage}} →</a>{{/next}}</span>
            </nav>{{/pages}}

            """#),
        Template(
            "empty",
            #"""
            <div class="card empty"><h2>{{title}}</h2><p>{{text}}</p>\#
            {{#link}}<p><a class="button" href="{{path}}">{{title}}</a></p>{{/link}}</div>

            """#),
        Template(
            "reason",
            #"""
            {{message}}{{#who}}<br><span class="small">{{who}}</span>{{/who}}\#
            {{#values}}<br><span class="small quiet">{{.}}</span>{{/values}}
            """#),
        Template(
            "refusal",
            #"""
            <div class="notice is-bad" role="alert" tabindex="-1" id="refusal">
            <h2><span class="sign" aria-hidden="true">!</span>{{title}}</h2>
            <ul>{{#reasons}}<li>{{> reason}}</li>{{/reasons}}</ul>
            {{#hint}}<p>{{hint}}</p>{{/hint}}
            </div>

            """#),
        Template(
            "faults",
            #"""
            <div class="notice is-bad" role="alert">
            <h2><span class="sign" aria-hidden="true">!</span>{{Say.checkForm}}</h2>
            <ul>{{#faults}}<li><a href="#{{id}}">{{text}}</a></li>{{/faults}}</ul>
            </div>

            """#),
        Template(
            "handover-note",
            #"""
            <div class="notice{{#tone}} {{tone}}{{/tone}}"><h2>{{title}}</h2>
            <p class="said">“{{note}}”</p>
            <p class="small quiet">{{who}}, <time datetime="{{iso}}">{{at}}</time></p></div>

            """#),
        Template(
            "timeline",
            #"""
            <ol class="timeline">
            {{#events}}
            <li class="{{tone}}" id="event-{{number}}"><h3>{{title}}</h3>
            <p class="who">{{who}}, <time datetime="{{iso}}">{{at}}</time></p>
            {{#hasDetails}}<ul>{{#loud}}<li class="loud">{{.}}</li>{{/loud}}\#
            {{#details}}<li>{{.}}</li>{{/details}}</ul>{{/hasDetails}}</li>
            {{/events}}
            </ol>

            """#),
        Template(
            "field",
            #"""
            {{#isGroup}}<fieldset class="field{{#isBroad}} is-broad{{/isBroad}}{{#isWrong}} is-wrong{{/isWrong}}" id="{{id}}"\#
            {{#describedBy}} aria-describedby="{{describedBy}}"{{/describedBy}}>
            <legend>{{label}}{{#isOptional}} <span class="optional">{{optionalText}}</span>{{/isOptional}}\#
            </legend>{{/isGroup}}{{^isGroup}}<div class="field{{#isWrong}} is-wrong{{/isWrong}}">\#
            {{^flag}}<label for="{{id}}">{{label}}{{#isOptional}} \#
            <span class="optional">{{optionalText}}</span>{{/isOptional}}</label>{{/flag}}{{/isGroup}}
            {{#hint}}<span class="hint" id="{{id}}-hint">{{hint}}</span>{{/hint}}
            {{#fault}}<span class="fault" id="{{id}}-fault"><span class="sign" aria-hidden="true">!</span>\#
            {{fault}}</span>{{/fault}}
            {{> input}}
            {{#isGroup}}</fieldset>{{/isGroup}}{{^isGroup}}</div>{{/isGroup}}

            """#),
        Template(
            "input",
            #"""
            {{#line}}<input id="{{F.id}}" name="{{F.name}}" value="{{F.value}}" type="text" \#
            autocomplete="off"{{#mode}} inputmode="{{mode}}"{{/mode}}{{#short}} class="short"{{/short}}\#
            {{> attributes}}>{{/line}}
            {{#password}}<input id="{{F.id}}" name="{{F.name}}" type="password" \#
            autocomplete="{{autocomplete}}"{{> attributes}}>{{/password}}
            {{#area}}<textarea id="{{id}}" name="{{name}}" rows="4"{{> attributes}}>
            {{value}}</textarea>{{/area}}
            {{#money}}<span class="unit"><input id="{{F.id}}" name="{{F.name}}" value="{{F.value}}" \#
            type="text" class="short number" inputmode="numeric" autocomplete="off" data-money\#
            {{#followsTotal}} data-total{{/followsTotal}}{{> attributes}}> đồng</span>{{/money}}
            {{#flag}}<label class="choice"><input type="checkbox" id="{{F.id}}" name="{{F.name}}" \#
            value="true"{{#isChosen}} checked{{/isChosen}}{{> attributes}}> <span>{{F.label}}</span></label>\#
            {{^F.isFilter}}<input type="hidden" name="{{F.name}}" value="false">{{/F.isFilter}}{{/flag}}
            {{#one}}<select id="{{F.id}}" name="{{F.name}}"{{> attributes}}>
            <option value="">{{choose}}</option>
            {{#groups}}
            {{#title}}<optgroup label="{{title}}">{{/title}}
            {{#options}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{title}}</option>
            {{/options}}
            {{#title}}</optgroup>{{/title}}
            {{/groups}}
            </select>{{/one}}
            {{#many}}<input type="hidden" name="{{F.name}}" value=""><div class="choices">
            {{#options}}<label class="choice"><input type="checkbox" name="{{F.name}}" value="{{value}}"\#
            {{#isChosen}} checked{{/isChosen}}> <span>{{title}}</span></label>
            {{/options}}</div>{{/many}}
            {{#file}}<input id="{{F.id}}" name="{{F.name}}" type="file"{{#accept}} accept="{{accept}}"{{/accept}}\#
            {{#takesSeveral}} multiple{{/takesSeveral}}{{> attributes}}>{{/file}}
            {{#budget}}
            {{> budget-lines}}
            {{/budget}}

            """#),
        Template(
            "attributes",
            #"""
            {{#F.required}} required{{/F.required}}{{#F.fault}} aria-invalid="true"{{/F.fault}}\#
            {{#F.describedBy}} aria-describedby="{{F.describedBy}}"{{/F.describedBy}}
            """#),
        Template(
            "wrong-cell",
            #"""
             id="{{cell}}" aria-invalid="true" aria-describedby="{{cell}}-fault"
            """#),
        Template(
            "cell-fault",
            #"""
            <span class="fault" id="{{cell}}-fault">{{fault}}</span>
            """#),
        Template(
            "budget-lines",
            #"""
            <div><div class="table"><table class="lines stack" data-lines>
            <thead><tr><th>{{Say.budgetItem}}</th><th>{{Say.budgetUnit}}</th>\#
            {{#isBeside}}<th class="number">{{Say.proposed}}</th>{{/isBeside}}\#
            <th>{{Say.budgetQuantity}}</th><th>{{Say.budgetPrice}}</th>\#
            <th class="number">{{Say.budgetAmount}}</th>\#
            {{^isBeside}}<th>{{Say.budgetSource}}</th>{{/isBeside}}</tr></thead>
            <tbody>
            {{#rows}}
            <tr>
            {{#proposed}}
            <td class="wide-cell">{{item}}<input type="hidden" name="{{prefix}}.item" value="{{item}}"></td>
            <td>{{unit}}<input type="hidden" name="{{prefix}}.unit" value="{{unit}}">\#
            <input type="hidden" name="{{prefix}}.source" value="{{source}}"></td>
            <td class="number" data-label="{{Say.proposed}}">{{figures}}</td>
            {{/proposed}}
            {{^proposed}}
            <td class="wide-cell{{#itemFault}} is-wrong{{/itemFault}}" data-label="{{Say.budgetItem}}">\#
            <input name="{{prefix}}.item" value="{{item}}" aria-label="{{Say.budgetItem}} {{number}}"\#
            {{#itemFault}}{{> wrong-cell}}{{/itemFault}}>{{#itemFault}}{{> cell-fault}}{{/itemFault}}</td>
            <td class="narrow-cell" data-label="{{Say.budgetUnit}}"><input name="{{prefix}}.unit" \#
            value="{{unit}}" aria-label="{{Say.budgetUnit}} {{number}}"></td>
            {{/proposed}}
            <td class="narrow-cell{{#quantityFault}} is-wrong{{/quantityFault}}" \#
            data-label="{{Say.budgetQuantity}}"><input class="number" \#
            name="{{prefix}}.quantity" value="{{quantity}}" inputmode="numeric" data-money data-factor \#
            aria-label="{{Say.budgetQuantity}} {{number}}"\#
            {{#quantityFault}}{{> wrong-cell}}{{/quantityFault}}>\#
            {{#quantityFault}}{{> cell-fault}}{{/quantityFault}}</td>
            <td class="price-cell{{#priceFault}} is-wrong{{/priceFault}}" \#
            data-label="{{Say.budgetPrice}}"><input class="number" \#
            name="{{prefix}}.unit_price" value="{{unitPrice}}" inputmode="numeric" data-money data-factor \#
            aria-label="{{Say.budgetPrice}} {{number}}"\#
            {{#priceFault}}{{> wrong-cell}}{{/priceFault}}>\#
            {{#priceFault}}{{> cell-fault}}{{/priceFault}}</td>
            <td class="number" data-label="{{Say.budgetAmount}}" data-amount></td>
            {{^proposed}}
            <td class="source-cell" data-label="{{Say.budgetSource}}"><input name="{{prefix}}.source" \#
            value="{{source}}" aria-label="{{Say.budgetSource}} {{number}}"></td>
            {{/proposed}}
            </tr>
            {{/rows}}
            </tbody>
            <tfoot><tr><th scope="row" colspan="{{#isBeside}}5{{/isBeside}}{{^isBeside}}4{{/isBeside}}">\#
            {{Say.budgetTotal}}</th><td class="number" data-sum></td></tr></tfoot>
            </table></div>
            {{#canAdd}}<button type="button" class="is-quiet" data-add hidden>{{Say.budgetAdd}}</button>{{/canAdd}}
            {{#file}}<p class="small"><label for="{{fileID}}">{{Say.budgetFile}}</label>
            <input id="{{fileID}}" type="file" name="{{file}}" accept=".csv,text/csv"></p>{{/file}}
            </div>

            """#),
    ]
}
