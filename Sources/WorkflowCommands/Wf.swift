import ArgumentParser
import WorkflowPresentation

/// The root of all commands.
struct Wf: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "wf",
            abstract: say(
                vi: "Theo dõi và điều hành công việc theo quy trình khai báo trong các tệp YAML.",
                en: "Runs the work of an office by workflows declared in YAML files."),
            discussion: say(
                vi: """
                    Lần đầu, trong thư mục có workflows/ và rules/:
                      wf check                                kiểm tra các tệp quy trình, quy tắc
                      wf load workflows/plan-149-2021.yaml --as khcn.minh
                                                              lập hồ sơ cho mọi nhiệm vụ
                      wf board                                xem bảng tiến độ của kế hoạch
                    Hằng ngày:
                      wf inbox --as khcn.linh                 việc đang chờ bạn
                      wf show PL.II.6                         hồ sơ đang ở đâu, làm gì tiếp
                      wf advance PL.II.6 submit               thực hiện một bước
                      wf due                                  việc quá hạn, sắp đến hạn
                      wf tick                                 nhắc việc, báo quá hạn

                    Bạn là ai: --as MÃ, hoặc đặt WF_USER. Tiếng Anh: --lang en.
                    Mã kết thúc: 0 xong · 1 quy tắc không cho · 64 sai cách dùng · 65 dữ liệu sai
                    66 không tìm thấy · 69 không tới được kho, máy chủ · 70 lỗi chương trình
                    74 đọc ghi lỗi · 75 xung đột, thử lại · 77 không có quyền
                    """,
                en: """
                    The first time, in a folder with workflows/ and rules/:
                      wf check                                check workflows and rules
                      wf load workflows/plan-149-2021.yaml --as khcn.minh
                                                              start an item for each activity
                      wf board                                see how the plan stands
                    Every day:
                      wf inbox --as khcn.linh                 the work waiting for you
                      wf show PL.II.6                         where an item is, what comes next
                      wf advance PL.II.6 submit               take an action
                      wf due                                  what is overdue or due soon
                      wf tick                                 remind, mark overdue, notify

                    Who you are: --as USER, or set WF_USER. In Vietnamese: --lang vi.
                    Exit codes: 0 done · 1 refused by a rule · 64 usage · 65 bad input
                    66 not found · 69 store or server unreachable · 70 a bug · 74 I/O
                    75 conflict, try again · 77 not permitted
                    """),
            version: "wf 0.1.0",
            groupedSubcommands: [
                CommandGroup(
                    name: say(vi: "Công việc", en: "Work"),
                    subcommands: [
                        Inbox.self, Show.self, Advance.self, SetFields.self, Undo.self, Tasks.self,
                        Documents.self, Why.self, History.self, Start.self, Absent.self,
                        Delegations.self,
                    ]),
                CommandGroup(
                    name: say(vi: "Tổng hợp", en: "Overview"),
                    subcommands: [
                        List.self, Due.self, BoardCommand.self, Calendar.self, Schedules.self,
                    ]),
                CommandGroup(
                    name: say(vi: "Quản trị", en: "Administration"),
                    subcommands: [
                        Check.self, Load.self, Serve.self, BackupCommand.self, Tick.self,
                        Watch.self, Notifications.self, People.self, Agencies.self, Verify.self,
                        AccountsGroup.self,
                    ]),
                CommandGroup(
                    name: say(vi: "Thử quy tắc", en: "Trying out rules"),
                    subcommands: [Eval.self, Table.self]),
            ])
    }
}
