import Diagnostics
import SystemFiles

/// The templates of drafts in `rules/documents`: `to-trinh.mustache` for the kind `to-trinh`.
public struct DraftFiles: Sendable {
    public let folder: String
    private static let ending = ".mustache"

    /// - Parameter folder: such as `rules/documents`; it need not be there.
    public init(folder: String) {
        self.folder = folder
    }

    /// The kinds there are templates for, sorted.
    public func kinds() throws(ContentError) -> [String] {
        do throws(SystemFile.Fault) {
            return try SystemFile.namesIfThere(in: folder).filter {
                $0.hasSuffix(Self.ending) && !$0.hasPrefix(".")
            }.map { String($0.dropLast(Self.ending.count)) }
        } catch {
            throw ContentError(error)
        }
    }

    /// How the file of a kind is called.
    public func path(_ kind: String) -> String { "\(folder)/\(kind)\(Self.ending)" }

    /// The text of the template of a kind, in normal form C.
    public func text(_ kind: String) throws(ContentError) -> String {
        do throws(SystemFile.Fault) {
            return TextFolding.nfc(String(decoding: try SystemFile.read(path(kind)), as: UTF8.self))
        } catch {
            throw ContentError(error)
        }
    }
}
