import Foundation
import GRDB

extension Office {
    /// Changes the store as somebody would who goes behind the back of the command.
    func change(_ sql: String) throws {
        let store = try DatabaseQueue(path: database.path)
        try store.inDatabase { try $0.execute(sql: sql) }
        try store.close()
    }
}
