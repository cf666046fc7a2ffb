import Benchmarking
import CSQLite

/// SQLite through its C interface and nothing else: what the store is measured against.
///
/// A class, because the connection must be closed exactly once.
package final class RawDatabase {
    private let handle: OpaquePointer

    package init(path: String) throws {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK, let handle else {
            sqlite3_close_v2(handle)
            throw BenchFailure("\(path) cannot be opened")
        }
        self.handle = handle
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    package func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    package func prepare(_ sql: String) throws -> Statement {
        var statement: OpaquePointer?
        guard
            sqlite3_prepare_v3(
                handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK,
            let statement
        else { throw failure() }
        return Statement(statement, of: self)
    }

    /// The first column of the only row.
    package func integer(_ sql: String) throws -> Int {
        let statement = try prepare(sql)
        guard try statement.step() else { throw BenchFailure("no answer to \(sql)") }
        return statement.integer(0)
    }

    fileprivate func failure() -> BenchFailure {
        BenchFailure("SQLite: " + String(cString: sqlite3_errmsg(handle)))
    }

    /// A compiled statement of an open connection.
    package final class Statement {
        private let handle: OpaquePointer
        private let database: RawDatabase

        fileprivate init(_ handle: OpaquePointer, of database: RawDatabase) {
            self.handle = handle
            self.database = database
        }

        deinit {
            sqlite3_finalize(handle)
        }

        /// True when there is a row.
        package func step() throws -> Bool {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: return true
            case SQLITE_DONE: return false
            default: throw database.failure()
            }
        }

        /// Runs to the end, and is ready to run again.
        package func run() throws {
            while try step() {}
            sqlite3_reset(handle)
        }

        package func bind(_ index: Int32, _ number: Int) {
            sqlite3_bind_int64(handle, index, Int64(number))
        }

        /// The bytes are not copied and must stay until the statement has run.
        package func bind(_ index: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
            sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), nil)
        }

        package func reset() { sqlite3_reset(handle) }

        /// Text and bytes are copied.
        package func bind(_ index: Int32, _ value: RawValue) {
            switch value {
            case .null: sqlite3_bind_null(handle, index)
            case .integer(let number): sqlite3_bind_int64(handle, index, Int64(number))
            case .blob(let blob):
                blob.bytes.withUnsafeBytes {
                    _ = sqlite3_bind_blob(
                        handle, index, $0.baseAddress, Int32($0.count), Self.transient)
                }
            case .text(var text):
                text.withUTF8 { bytes in
                    _ = bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(
                            handle, index, $0.baseAddress, Int32($0.count), Self.transient)
                    }
                }
            }
        }

        /// `SQLITE_TRANSIENT`, which C writes as a cast that Swift does not import.
        private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

        /// All columns of the row.
        package var values: [RawValue] {
            (0..<sqlite3_column_count(handle)).map { column in
                switch sqlite3_column_type(handle, column) {
                case SQLITE_NULL: .null
                case SQLITE_INTEGER: .integer(integer(column))
                case SQLITE_BLOB:
                    .blob(
                        RawBytes(
                            bytes: Array(
                                UnsafeRawBufferPointer(
                                    start: sqlite3_column_blob(handle, column),
                                    count: Int(sqlite3_column_bytes(handle, column))))))
                default: .text(text(column))
                }
            }
        }

        package func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

        package func text(_ column: Int32) -> String {
            sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
        }

        /// Columns of the row, so written that different rows are written differently.
        package func row(from first: Int, to last: Int? = nil) -> StoredRow {
            var row = StoredRow()
            let end = last.map(Int32.init) ?? sqlite3_column_count(handle)
            for column in Int32(first)..<end {
                let type = sqlite3_column_type(handle, column)
                row.content.append(UInt8(type))
                guard let start = sqlite3_column_text(handle, column) else { continue }
                let count = Int(sqlite3_column_bytes(handle, column))
                row.content += UnsafeBufferPointer(start: start, count: count)
                row.size += type == SQLITE_INTEGER ? Self.size(of: Int64(integer(column))) : count
            }
            return row
        }

        /// What the file format takes for a whole number, in bytes.
        private static func size(of number: Int64) -> Int {
            switch number {
            case 0, 1: 0
            case -0x80...0x7F: 1
            case -0x8000...0x7FFF: 2
            case -0x80_0000...0x7F_FFFF: 3
            case -0x8000_0000...0x7FFF_FFFF: 4
            case -0x8000_0000_0000...0x7FFF_FFFF_FFFF: 6
            default: 8
            }
        }
    }
}

/// A row of any table, or its key.
package struct StoredRow: Hashable {
    package var content: [UInt8] = []
    /// Bytes its values take in the file.
    package var size = 0
}
