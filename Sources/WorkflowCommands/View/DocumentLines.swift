import Diagnostics
import WorkflowCore
import WorkflowPresentation

extension ItemState {
    /// The documents of the item, a line each.
    func documentLines(on screen: Screen, indent: Int) -> [String] {
        var table = TextTable([
            .init(title: ""), .init(title: "", minimum: 12), .init(title: "", alignment: .right),
            .init(title: ""), .init(title: ""),
        ])
        for document in documents {
            table.add(
                .init(document.kind), .init(document.name), .init(Self.sizeText(document.size)),
                .init("sha256 " + document.sha256.prefix(12), .quiet),
                .init(
                    document.isWithdrawn
                        ? (document.registered?.text ?? "")
                            + say(vi: " (thu hồi)", en: " (withdrawn)")
                        : document.registered?.text ?? ""))
        }
        return table.lines(width: screen.width, indent: indent, screen.palette)
    }

    static func sizeText(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1024: "\(bytes) B"
        case ..<1_048_576: "\((bytes + 512) / 1024) KB"
        default: "\((bytes + 524_288) / 1_048_576) MB"
        }
    }
}
