import ArgumentParser
import Diagnostics
import WorkflowEngine
import WorkflowPresentation
import WorkflowStorage

struct Notifications: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "notifications",
            abstract: say(
                vi: "Thông báo: gửi đến đâu, gửi lại, bỏ.",
                en: "Notifications: how delivery stands; send again, drop."),
            discussion: say(
                vi: """
                    Thông báo ghi cùng lúc với việc gây ra nó; wf tick và wf watch gửi đi. Chưa
                    gửi được thì gửi lại, thưa dần; bị từ chối hay hỏng quá lâu thì là không gửi
                    được, nằm lại chờ người xử lý. Mỗi thông báo ở đúng một chỗ:
                    đã vào = đã gửi + đang chờ + không gửi được.

                    Ví dụ:
                      wf notifications
                      wf notifications list --state dead
                      wf notifications show wf-123-1
                      wf notifications retry --all
                      wf notifications drop wf-123-1
                      wf notifications test data-centre
                    """,
                en: """
                    A notification is written together with what caused it; wf tick and wf watch
                    deliver it. What fails is sent again, less and less often; what is refused, or
                    fails for too long, is dead until somebody sees to it. Each is in one place:
                    queued = delivered + waiting + dead.

                    Examples:
                      wf notifications
                      wf notifications list --state dead
                      wf notifications show wf-123-1
                      wf notifications retry --all
                      wf notifications drop wf-123-1
                      wf notifications test data-centre
                    """),
            subcommands: [
                NotificationsList.self, NotificationsShow.self, NotificationsRetry.self,
                NotificationsDrop.self, NotificationsTest.self,
            ],
            defaultSubcommand: NotificationsList.self)
    }
}

/// Which notifications a command is to change: those named, or all it is for.
struct NotificationSelection: ParsableArguments {
    @Argument(
        help: .say(
            vi: "Mã thông báo, như wf-123-1.", en: "Notifications, such as wf-123-1.",
            name: ("mã", "id")))
    var ids: [String] = []

    @Flag(help: .say(vi: "Tất cả.", en: "All of them.")) var all = false

    @Option(
        help: .say(
            vi: "Với --all: chỉ nơi nhận này.", en: "With --all: of this sink only.",
            name: ("nơi-nhận", "sink")))
    var sink: String?

    func validate() throws {
        if ids.isEmpty != all {
            throw ValidationError(
                say(
                    vi: "Nêu mã thông báo, hoặc --all.",
                    en: "Name notifications, or say --all."))
        }
        if sink != nil && !all {
            throw ValidationError(
                say(vi: "--sink chỉ dùng với --all.", en: "--sink goes with --all only."))
        }
    }

    /// Those named, in order and each once.
    ///
    /// - Throws: when one is no identifier, or there is no such notification.
    func named(_ session: Session) async throws -> [NotificationRecord] {
        var seen: Set<Int64> = []
        var records: [NotificationRecord] = []
        let engine = try session.engine()
        for text in ids {
            let record = try await engine.knownNotification(text)
            if seen.insert(record.id).inserted { records.append(record) }
        }
        return records
    }
}
