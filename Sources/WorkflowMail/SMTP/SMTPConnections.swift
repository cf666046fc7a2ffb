import Diagnostics
import WorkflowDelivery

/// The connections to one mail server: opened when they are needed, at most so many.
actor SMTPConnections {
    private let settings: SMTPSettings
    private let most: Int
    private var idle: [SMTPSession] = []
    private var open = 0
    private var waiting: [CheckedContinuation<SMTPSession, Never>] = []

    init(_ settings: SMTPSettings, most: Int) throws(MailError) {
        self.settings = settings
        self.most = most
        // The first is made now, so that settings libcurl does not take are known before a mail is.
        idle = [try SMTPSession(settings)]
        open = 1
    }

    func send(_ content: [UInt8], to address: MailAddress) async -> Reply {
        let session: SMTPSession
        do throws(MailError) {
            session = try await take()
        } catch {
            return .failed(Reply.Problem(text: error.message.en))
        }
        let reply = await session.send(content, to: address)
        giveBack(session)
        return reply
    }

    private func take() async throws(MailError) -> SMTPSession {
        if let session = idle.popLast() { return session }
        if open < most {
            let session = try SMTPSession(settings)
            open += 1
            return session
        }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack(_ session: SMTPSession) {
        if waiting.isEmpty {
            idle.append(session)
        } else {
            waiting.removeFirst().resume(returning: session)
        }
    }
}
