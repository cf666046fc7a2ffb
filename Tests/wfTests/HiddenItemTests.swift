import Foundation
import JSON
import Testing

@Suite("To whom an item is hidden, the command says what it says of one there is not")
struct HiddenItemTests {
    static let denunciation = """
        workflow: denunciation
        title: {vi: Tố cáo, en: Denunciation}
        calendar: vn-state
        visible: actor.agency == item.lead || 'chair' in actor.roles
        fields: {content: {type: string}, lead: {type: agency}}
        states:
          received:
            title: {vi: Đã nhận, en: Received}
            owner: item.lead
            deadline: {within: 2 working days, source: office setting}
            actions: {close: {title: {vi: Kết thúc, en: Close}, by: {agency: item.lead}, to: closed}}
          closed: {final: closed, title: {vi: Đã kết thúc, en: Closed}}
        """

    private func office(_ visible: String = "visible:") throws -> Office {
        let office = try Office()
        try office.write(
            "workflows/denunciation.yaml",
            Self.denunciation.replacingOccurrences(of: "visible:", with: visible))
        let run = try office.run(
            "start", "denunciation", "--id", "TC.1", "--set", "lead=so-khcn", "--set",
            "content=Đơn tố cáo", as: "khcn.linh")
        try #require(run.status == 0, "\(run.errors)")
        return office
    }

    private static let commands = [
        ["show", "ITEM"], ["history", "ITEM"], ["why", "ITEM", "close"],
        ["advance", "ITEM", "close"], ["advance", "ITEM"], ["set", "ITEM", "content=x"],
        ["undo", "ITEM"], ["task", "list", "ITEM"], ["task", "claim", "ITEM"],
        ["documents", "list", "ITEM"],
    ]

    @Test("asked about it or to change it", arguments: commands)
    func silence(_ command: [String]) throws {
        let office = try office()
        func answer(_ item: String, _ options: [String]) throws -> (Int32, String) {
            let run = try office.run(
                command.map { $0 == "ITEM" ? item : $0 } + options, as: "tc.hoa", lang: "en")
            return (
                run.status, (run.output + run.errors).replacingOccurrences(of: item, with: "ITEM")
            )
        }
        for options in [[], ["--json"]] {
            let hidden = try answer("TC.1", options)
            #expect(hidden.0 == 66, "\(hidden.1)")
            #expect(hidden == (try answer("TC.7", options)))
        }
    }

    @Test(
        "in lists and among what is due, however its workflow writes the key",
        arguments: ["visible:", #""vis\u0069ble":"#])
    func lists(_ key: String) throws {
        let office = try office(key)
        for (person, isShown) in [("khcn.linh", true), ("ubnd.chair", true), ("tc.hoa", false)] {
            for command in [
                ["list", "--workflow", "denunciation"], ["list", "--search", "to cao"],
                ["due", "--workflow", "denunciation"],
            ] {
                let run = try office.run(command, as: person)
                #expect(run.status == 0)
                #expect(run.output.contains("TC.1") == isShown, "\(person) \(command)")
            }
        }
        // Of nobody it is not known what they may see.
        #expect(try office.run("list", "--workflow", "denunciation").output.contains("TC.1"))
    }
}
