import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// An objective with the places of what it refers to.
struct ObjectiveDraft {
    var objective: Plan.Objective
    var activities: [Located<String>]
    var range: SourceRange
}

/// A project with the place of the activity it belongs to.
struct ProjectDraft {
    var project: Plan.Project
    var activity: Located<String>?
    var range: SourceRange
}

extension NodeDecoder where Value == Plan.Signer {
    static var signer: Self {
        .mapping(LocalizedText(vi: "người ký", en: "the signer")) { reader in
            let name = reader.required("name", .nonEmptyString)
            let capacity = reader.optional("capacity", .nonEmptyString)
            let title = reader.optional("title", .nonEmptyString)
            return name.map { Plan.Signer(name: $0, capacity: capacity, title: title) }
        }
    }
}

extension NodeDecoder where Value == Plan.LegalBasis {
    static var legalBasis: Self {
        .mapping(LocalizedText(vi: "một căn cứ pháp lý", en: "a legal basis")) { reader in
            let number = reader.optional("number", .nonEmptyString)
            let date = reader.optional("date", .date)
            let name = reader.required("name", .nonEmptyString)
            let text = reader.optional("text", .nonEmptyString)
            return name.map {
                Plan.LegalBasis(number: number, date: date, name: $0, text: text)
            }
        }
    }
}

extension NodeDecoder where Value == Located<Plan.Section> {
    static var planSection: Self {
        .mapping(.aSection) { reader in
            let id = reader.required("id", .reference)
            let title = reader.required("title", .localizedText)
            guard let id, let title else { return nil }
            return id.map { Plan.Section(id: $0, title: title) }
        }
    }
}

extension NodeDecoder where Value == Located<Plan.FundingSource> {
    static var funding: Self {
        .mapping(.aFundingSource) { reader in
            let code = reader.required("code", NodeDecoder<String>.name.located)
            let title = reader.required("title", .localizedText)
            guard let code, let title else { return nil }
            return code.map { Plan.FundingSource(code: $0, title: title) }
        }
    }
}

extension NodeDecoder where Value == ObjectiveDraft {
    static var objective: Self {
        .mapping(.anObjective) { reader in
            let id = reader.required("id", .reference)
            let text = reader.required("text", .nonEmptyString)
            let indicators = reader.optional(
                "indicators", NodeDecoder<[Plan.Indicator]>.list(of: .indicator), default: [])
            let activities = reader.optional(
                "activities", NodeDecoder<[Located<String>]>.list(of: .reference), default: [])
            guard let id, let text else { return nil }
            return ObjectiveDraft(
                objective: Plan.Objective(
                    id: id.value, text: text, indicators: indicators,
                    activities: activities.map(\.value)),
                activities: activities, range: id.range)
        }
    }
}

extension NodeDecoder where Value == Plan.Indicator {
    fileprivate static var indicator: Self {
        .mapping(LocalizedText(vi: "một chỉ tiêu", en: "an indicator")) { reader in
            let title = reader.required("title", .nonEmptyString)
            let comparison = reader.optional(
                "op",
                NodeDecoder<String>.oneOf(
                    [">", ">=", "=", "~"].map { ($0, $0) },
                    expected: LocalizedText(
                        vi: "dấu so sánh (~ là khoảng)", en: "a comparison (~ is about)")))
            let minimum = reader.optional("min", .int)
            let maximum = reader.optional("max", NodeDecoder<Int>.int.located)
            let unit = reader.optional("unit", .nonEmptyString)
            let qualifier = reader.optional("qualifier", .nonEmptyString)
            let note = reader.optional("note", .nonEmptyString)
            if let minimum, let maximum, maximum.value < minimum {
                reader.sink.error(
                    "wrong-order",
                    LocalizedText(
                        vi: "“max” (\(maximum.value)) nhỏ hơn “min” (\(minimum))",
                        en: "“max” (\(maximum.value)) is less than “min” (\(minimum))"),
                    at: maximum.range)
            }
            return title.map {
                Plan.Indicator(
                    title: $0, comparison: comparison, minimum: minimum.map(Int64.init),
                    maximum: (maximum?.value).map(Int64.init), unit: unit, qualifier: qualifier,
                    note: note)
            }
        }
    }
}

extension NodeDecoder where Value == ProjectDraft {
    static var project: Self {
        .mapping(.aProject) { reader in
            let id = reader.required("id", .reference)
            let title = reader.required("title", .nonEmptyString)
            let text = reader.optional("text", .nonEmptyString)
            let status = reader.required(
                "status",
                NodeDecoder<Plan.Project.Status>.choice(
                    LocalizedText(vi: "tình trạng của đề tài", en: "the status of a project")))
            let host = reader.optional("host", .nonEmptyString)
            let partner = reader.optional("partner", .nonEmptyString)
            let approvedBy = reader.optional("approved_by", .nonEmptyString)
            let year = reader.optional("year", .int)
            let batch = reader.optional("batch", .nonEmptyString)
            let programme = reader.optional("programme", .nonEmptyString)
            let activity = reader.optional("activity", .reference)
            guard let id, let title, let status else { return nil }
            return ProjectDraft(
                project: Plan.Project(
                    id: id.value, title: title, text: text, status: status, host: host,
                    partner: partner, approvedBy: approvedBy, year: year, batch: batch,
                    programme: programme, activity: activity?.value),
                activity: activity, range: id.range)
        }
    }
}
