import Diagnostics
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Changes the file of people that the organisation names: all rules are checked as they will be,
/// then the file is replaced as a whole.
struct PeopleEditing {
    let home: Home
    let rules: Rules

    init(_ session: Session) throws {
        home = try session.whereHomeIs()
        rules = try session.rules()
    }

    /// - Parameter change: what to do to the people; false when that changes nothing.
    /// - Returns: whether anything changed.
    @discardableResult
    func edit(
        dryRun: Bool = false, _ change: (inout PeopleFile) throws -> Bool
    ) throws -> Bool {
        guard let path = rules.peopleFiles.first else { throw noFile }
        return try alone {
            let before = try TextFile.bytes(here: path, limit: Self.sizeLimit)
            var file = try PeopleFile(before, file: path, of: rules.organisation)
            guard try change(&file) else { return false }
            let after = file.bytes()
            let loader = LibraryLoader(
                EditedSources(SourceFolders([home.rules]), file: path, bytes: after))
            _ = loader.rules()
            if loader.diagnostics.hasErrors { throw DiagnosticsError(loader.diagnostics) }
            if !dryRun { try ReplacedFile.write(after, to: path) }
            return true
        }
    }

    /// That somebody stands in the file, and not in YAML, which people edit themselves.
    func requireChangeable(_ id: String, in file: PeopleFile) throws -> Organisation.Person {
        if let person = file.people.first(where: { $0.id == id }) { return person }
        if rules.organisation.person(id) != nil {
            throw Failure(
                .refused, "not-in-file",
                LocalizedText(
                    vi: "\(id) được ghi trong tệp YAML của tổ chức, không phải trong \(file.file).",
                    en: "\(id) is written in the YAML of the organisation, not in \(file.file)."),
                hint: LocalizedText(
                    vi: "sửa ngay trong rules/, hoặc chuyển người đó sang \(file.file)",
                    en: "edit it in rules/, or move the person to \(file.file)"))
        }
        throw Failure(
            .notFound, "not-found",
            LocalizedText(vi: "Không có ai mã \(id).", en: "There is nobody called \(id)."),
            hint: Failure.suggestion(nearest(id, in: file.people.map(\.id))))
    }

    static let sizeLimit = 16 << 20

    private var noFile: Failure {
        Failure(
            .refused, "no-people-file",
            LocalizedText(
                vi: "Tổ chức chưa có tệp người để sửa bằng lệnh.",
                en: "The organisation names no file of people that commands can change."),
            hint: LocalizedText(
                vi: "tạo rules/people.csv với dòng đầu “id,name,agency,roles”, và ghi"
                    + " “people: people.csv” trong tệp tổ chức",
                en: "make rules/people.csv with the first line “id,name,agency,roles”, and write"
                    + " “people: people.csv” in the file of the organisation"))
    }

    /// One at a time: whoever comes second sees what the first has written.
    private func alone<Value>(_ body: () throws -> Value) throws -> Value {
        let folder = open(home.rules, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw ReplacedFile.unwritable(home.rules) }
        defer { close(folder) }
        while flock(folder, LOCK_EX) != 0 {
            guard errno == EINTR else { throw ReplacedFile.unwritable(home.rules) }
        }
        return try body()
    }
}
