package import JSON
import WorkflowCalendar
package import WorkflowDocuments
package import WorkflowEngine

extension VerifyReport {
    /// - Parameter documents: how many contents the history names.
    /// - Parameter rebuilt: how many items were built anew before; nil where that was not asked for.
    package func view(
        documents: Int, leftovers: ContentStore.Leftovers, rebuilt: Int? = nil
    ) -> JSON {
        var view: JSONObject = [
            "events": .int(events), "items": .int(Int64(items)),
            "head": head.map(JSON.string) ?? .null, "ok": .bool(isClean),
            "problems": .array(problems.map(\.view)),
            "break_glass": .array(brokenGlass.map(\.view)),
            "documents": .int(Int64(documents)),
            "leftovers": .array(leftovers.contents.map(JSON.string)),
        ]
        view["rebuilt"] = rebuilt.map { .int(Int64($0)) }
        return .object(view)
    }
}

extension VerifyReport.Problem {
    fileprivate var view: JSON {
        var view = JSONObject()
        view["code"] = .string(code)
        view["item"] = item.map(JSON.string)
        view["seq"] = sequence.map(JSON.int)
        view["message"] = .string(message.spoken)
        return .object(view)
    }
}

extension BrokenGlass {
    fileprivate var view: JSON {
        [
            "item": .string(item), "seq": .int(sequence),
            "at": .string(at.iso8601(in: .vietnam)), "action": .string(action),
            "people": .array(people.map(JSON.string)),
            "constraints": .array(constraints.map(JSON.string)),
            "permission": .bool(lacksPermission), "taken": .bool(isTaken),
        ]
    }
}

extension ContentStore {
    /// What is wrong with the contents named.
    ///
    /// - Parameter named: by SHA-256, the item that has it.
    package func faults(in named: [String: String]) -> [VerifyReport.Problem] {
        named.sorted { $0.key < $1.key }.compactMap { hash, item in
            do throws(ContentError) {
                _ = try read(hash)
                return nil
            } catch {
                let code =
                    switch error {
                    case .missing: "content-missing"
                    case .damaged: "content-damaged"
                    case .busy, .io: "content-unreadable"
                    }
                return VerifyReport.Problem(
                    code: code, item: item, sequence: nil, message: error.message)
            }
        }
    }
}
