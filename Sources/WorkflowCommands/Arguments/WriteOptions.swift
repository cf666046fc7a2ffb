import ArgumentParser
import WorkflowPresentation

/// On what a change of an item depends, and how it is told from its repetition.
struct WriteOptions: ParsableArguments {
    @Option(
        help: .say(
            vi: "Chỉ làm nếu hồ sơ đang ở phiên bản này.",
            en: "Only if the item is at this version.",
            name: ("số", "n")))
    var ifVersion: Int?

    @Option(
        help: .say(
            vi: "Khóa chống làm lại: dùng lần hai thì trả lời như lần đầu.",
            en: "Idempotency key: used again, the first answer is given again.",
            name: ("khóa", "key")))
    var key: String?
}
