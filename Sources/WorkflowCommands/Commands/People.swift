import ArgumentParser
import Diagnostics
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct People: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "people",
            abstract: say(
                vi: "Người trong tổ chức: xem, thêm, sửa, nhập từ CSV.",
                en: "People of the organisation: see, add, change, import from CSV."),
            discussion: say(
                vi: """
                    Người ghi ở rules/, trong tệp tổ chức hay trong tệp CSV mà tệp đó nêu tên
                    (people: people.csv). Lệnh chỉ sửa tệp CSV; mọi quy tắc được kiểm tra lại trước
                    khi ghi.

                    Ví dụ:
                      wf people --agency so-tai-chinh
                      wf people add tc.lan --name "Lan" --agency so-tai-chinh --role appraiser
                      wf people set tc.lan --role division-head --from 01/07/2021
                      wf people end tc.lan --on 31/12/2021
                      wf people import nhan-su.csv --dry-run
                    """,
                en: """
                    People stand in rules/, in the file of the organisation or in a CSV file that
                    it names (people: people.csv). Commands change the CSV file only; all rules
                    are checked again before it is written.

                    Examples:
                      wf people --agency so-tai-chinh
                      wf people add tc.lan --name "Lan" --agency so-tai-chinh --role appraiser
                      wf people set tc.lan --role division-head --from 2021-07-01
                      wf people end tc.lan --on 2021-12-31
                      wf people import staff.csv --dry-run
                    """),
            subcommands: [
                PeopleList.self, PeopleAdd.self, PeopleSet.self, PeopleEnd.self,
                PeopleImport.self,
            ],
            defaultSubcommand: PeopleList.self)
    }
}

/// The person a command is about.
struct PersonArgument: ParsableArguments {
    @Argument(help: .say(vi: "Mã của người đó.", en: "The identifier.", name: ("mã", "id")))
    var id: String
}

extension CalendarDate {
    /// A date as typed: `2021-07-01` or `01/07/2021`.
    static func typed(_ text: String, as option: String) throws(Failure) -> CalendarDate {
        if let date = CalendarDate(parsing: text) { return date }
        throw .badDate(text, as: option)
    }
}
