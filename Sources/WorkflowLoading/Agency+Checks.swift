import Diagnostics
import WorkflowModel
import YAML

extension DiagnosticSink {
    func check(_ agencies: [AgencyDraft], in organisation: Organisation) {
        var places = DefinitionPlaces()
        for draft in agencies {
            _ = places.isNew(draft.code.value, .anAgencyName, at: draft.code.range, self)
            let references = [draft.parent, draft.successor].compactMap { $0 } + draft.members
            for reference in references
            where organisation.agency(reference.value) == nil {
                report(.unknownAgency(reference, organisation))
            }
        }
        checkAliases(of: agencies)
        checkAbove(agencies, in: organisation)
    }

    /// What people type must mean one agency only, however they type it. A name may pass on to
    /// another agency when the first is gone.
    private func checkAliases(of agencies: [AgencyDraft]) {
        var owners: [String: [(draft: AgencyDraft, range: SourceRange)]] = [:]
        for draft in agencies {
            owners[draft.code.value, default: []].append((draft, draft.code.range))
        }
        for draft in agencies {
            var own: Set<String> = [draft.code.value]
            for alias in draft.aliases {
                let key = TextFolding.fold(alias.value)
                // An agency may list its short name among the aliases too.
                guard own.insert(key).inserted else { continue }
                let other = owners[key]?.first { $0.draft.existsBeside(draft) }
                if let (owner, range) = other {
                    report(.ambiguousAlias(alias, of: owner.code.value, at: range))
                } else {
                    owners[key, default: []].append((draft, alias.range))
                }
            }
        }
    }

    /// Going up from any agency comes to an end, and so does going on to who has its work.
    private func checkAbove(_ agencies: [AgencyDraft], in organisation: Organisation) {
        let rings: [(Ring, (Organisation.Agency) -> String?, (AgencyDraft) -> Located<String>?)] = [
            (.parents, \.parent, \.parent), (.successors, \.successor, \.successor),
        ]
        for (ring, next, written) in rings {
            var reported: Set<String> = []
            for draft in agencies
            where written(draft) != nil && !reported.contains(draft.code.value) {
                var path = [draft.code.value]
                while let above = organisation.agency(path[path.count - 1]).flatMap(next) {
                    path.append(above)
                    if above == draft.code.value {
                        reported.formUnion(path)
                        report(ring.complaint(path, at: written(draft)?.range ?? draft.code.range))
                    }
                    if path.dropLast().contains(above) { break }
                }
            }
        }
    }
}

/// A way from agency to agency that must not come back.
private enum Ring {
    case parents, successors

    func complaint(_ path: [String], at range: SourceRange) -> Diagnostic {
        switch self {
        case .parents:
            .error(
                "parent-cycle",
                LocalizedText(
                    vi: "“\(path[0])” là cấp trên của chính mình",
                    en: "“\(path[0])” is above itself"),
                at: range, trace: path)
        case .successors:
            .error(
                "successor-cycle",
                LocalizedText(
                    vi: "“\(path[0])” cuối cùng lại nhập vào chính mình",
                    en: "“\(path[0])” is merged into itself in the end"),
                at: range, trace: path)
        }
    }
}

extension Diagnostic {
    fileprivate static func ambiguousAlias(
        _ alias: Located<String>, of owner: String, at range: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-alias",
            LocalizedText(
                vi: "“\(alias.value)” đã là tên gọi của “\(owner)”",
                en: "“\(alias.value)” already stands for “\(owner)”"),
            at: alias.range,
            notes: [Note(LocalizedText(vi: "lần đầu ở đây", en: "first written here"), at: range)])
    }
}
