import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension HTTPClientResponse {
    /// How much of an answer is read: enough for any that is meant for this, so that the connection
    /// can be used again.
    private static let mostBytes = 16 * 1_024

    /// The body, or its beginning. A longer one, one that takes longer than `deadline` and one that
    /// breaks off is given up with its connection; the status has said what there is to know.
    func beginning(by deadline: NIODeadline) async -> [UInt8] {
        if status == .noContent || headers.first(name: "content-length") == "0" {
            return await read()
        }
        return await withTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { await read() }
            group.addTask {
                let left = deadline - .now()
                // Cancelled when the body has come; there is nothing to wait for then.
                try? await Task.sleep(nanoseconds: UInt64(max(0, left.nanoseconds)))
                return nil
            }
            // Of the two the first decides. A reader that is cancelled gives what it has.
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return first }
            return await group.next().flatMap(\.self) ?? []
        }
    }

    private func read() async -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await chunk in body {
                bytes += chunk.readableBytesView.prefix(Self.mostBytes - bytes.count)
                if bytes.count == Self.mostBytes { return bytes }
            }
            return bytes
        } catch {
            return bytes
        }
    }
}
