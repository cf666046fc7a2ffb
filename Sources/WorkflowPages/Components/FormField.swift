import WorkflowPresentation

/// One thing a form asks for: its label, what to write, what was wrong with it, and the input.
package struct FormField: Sendable {
    package struct Option: Sendable {
        package var value: String
        package var title: String
        package var isChosen: Bool
        /// Under which heading of a long list.
        package var group: String?

        package init(
            _ value: String, _ title: String, isChosen: Bool = false, group: String? = nil
        ) {
            self.value = value
            self.title = title
            self.isChosen = isChosen
            self.group = group
        }

        var view: View { ["value": value, "title": title, "isChosen": isChosen] }
    }

    package enum Kind: Sendable {
        /// - Parameter mode: the keyboard of a phone: `numeric`, `decimal`, `email`.
        case line(mode: String? = nil, isShort: Bool = false)
        case password(autocomplete: String)
        case area
        /// Whole đồng, grouped while typing.
        ///
        /// - Parameter followsTotal: offered what the estimate of the form comes to.
        case money(followsTotal: Bool = false)
        case flag
        /// One of few or many.
        case one([Option])
        /// Any number of them.
        case many([Option])
        /// - Parameter accept: endings and types, as HTML wants them: `.pdf,.docx`.
        case file(accept: String?, takesSeveral: Bool = false)
        case budget(BudgetLines)
    }

    package var name: String
    package var label: String
    package var kind: Kind
    package var value: String
    package var hint: String?
    package var fault: String?
    package var isRequired: Bool
    /// Whether it may be left empty hangs on something else, which the hint or the form tells.
    package var isConditional = false
    /// It narrows a list: nothing need be said of leaving it empty.
    package var isFilter = false

    package init(
        _ name: String, _ label: String, _ kind: Kind = .line(), value: String = "",
        hint: String? = nil, fault: String? = nil, isRequired: Bool = false
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.value = value
        self.hint = hint
        self.fault = fault
        self.isRequired = isRequired
    }

    /// Of the input, for links from what is said at the top of a form.
    package var id: String { "f-" + String(name.map { $0 == "." ? "-" : $0 }) }

    package var html: String { Templates.html("field", view) }

    /// The cells of a table in which something is wrong; else it is the whole of it.
    private var wrongCells: [BudgetLines.CellFault] {
        if case .budget(let lines) = kind { lines.faults } else { [] }
    }

    /// For the top of a form: what is wrong, and the input to go to.
    var faultLinks: [View] {
        guard let fault else { return [] }
        let cells = wrongCells
        if cells.isEmpty { return [["id": id, "text": label + ": " + fault]] }
        return cells.map { ["id": $0.id(id), "text": label + ", " + $0.sentence] }
    }

    package var view: View {
        let described = [hint == nil ? nil : id + "-hint", fault == nil ? nil : id + "-fault"]
            .compactMap(\.self).joined(separator: " ")
        var view: View = [
            "name": name, "id": id, "label": label, "value": value, "hint": hint, "fault": fault,
            "isWrong": fault != nil && wrongCells.isEmpty,
            "isFilter": isFilter, "required": isRequired ? "required" : nil,
            "isOptional": !isRequired && !isFilter, "describedBy": described,
            "optionalText": isConditional
                ? say(vi: "(cần khi điều kiện của bước đòi hỏi)", en: "(where the step needs it)")
                : say(vi: "(không bắt buộc)", en: "(optional)"),
        ]
        switch kind {
        case .line(let mode, let isShort):
            view["line"] = View(dictionaryLiteral: ("mode", mode), ("short", isShort))
        case .password(let autocomplete):
            view["password"] = View(dictionaryLiteral: ("autocomplete", autocomplete))
        case .area: view["area"] = true
        case .money(let followsTotal):
            view["money"] = View(dictionaryLiteral: ("followsTotal", followsTotal))
        case .flag:
            view["flag"] = View(dictionaryLiteral: ("isChosen", value == "true"))
        case .one(let options): view["one"] = Self.one(options, isFilter: isFilter)
        case .many(let options):
            view["many"] = View(dictionaryLiteral: ("options", options.map(\.view)))
        case .file(let accept, let takesSeveral):
            view["file"] = View(
                dictionaryLiteral: ("accept", accept), ("takesSeveral", takesSeveral))
        case .budget(let lines): view["budget"] = lines.view(name: name, id: id)
        }
        // Inside the section of a kind the field itself is behind that: `F` is seen from everywhere.
        view["F"] = view
        if case .many = kind { view["isGroup"] = true }
        if case .budget = kind {
            view["isGroup"] = true
            view["isBroad"] = true
        }
        if case .flag = kind { view["isOptional"] = false }
        return view
    }

    private static func one(_ options: [Option], isFilter: Bool) -> View {
        var groups: [(title: String?, options: [View])] = []
        for option in options {
            if let last = groups.indices.last, groups[last].title == option.group {
                groups[last].options.append(option.view)
            } else {
                groups.append((option.group, [option.view]))
            }
        }
        return [
            "choose": isFilter
                ? say(vi: "Tất cả", en: "All") : say(vi: "– chọn –", en: "– choose –"),
            "groups": groups.map { group -> View in
                ["title": group.title, "options": group.options]
            },
        ]
    }
}
