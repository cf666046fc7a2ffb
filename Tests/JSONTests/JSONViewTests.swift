import JSON
import Testing

@Suite struct `A view of JSON` {
    private func view() throws -> JSONView {
        try JSONView.parse(
            #"""
            {"item": {"id": "PL.II.6", "n": -3, "x": 2.5, "ok": true, "no": false},
             "list": [1, null, ["ba"], {"k": 4}], "t\u00ean": "S\u1edf\n",
             "largest": 9223372036854775807, "larger": 9223372036854775808,
             "smallest": -9223372036854775808, "empty": {}}
            """#)
    }

    @Test func `a path is read in one go`() throws {
        let view = try view()
        #expect(view["item"]["id"].string == "PL.II.6")
        #expect(view["item"]["n"].int == -3)
        #expect(view["item"]["n"].double == -3)
        #expect(view["item"]["x"].double == 2.5)
        #expect(view["item"]["ok"].bool == true)
        #expect(view["item"]["no"].bool == false)
        #expect(view["list"][0].int == 1)
        #expect(view["list"][2][0].string == "ba")
        #expect(view["list"][3]["k"].int == 4)
        #expect(view["tên"].string == "Sở\n")
        #expect(view[named: "tên"].string == "Sở\n")
    }

    @Test func `whole numbers are exact as far as 64 bits go`() throws {
        let view = try view()
        #expect(view["largest"].int == .max)
        #expect(view["smallest"].int == .min)
        #expect(view["larger"].int == nil)
        #expect(view["larger"].double == 9_223_372_036_854_775_808)
    }

    @Test func `what is not there is null, and what is something else is nil`() throws {
        let view = try view()
        #expect(view["nowhere"].isNull)
        #expect(view["nowhere"]["further"][3].isNull)
        #expect(view["list"][1].isNull)
        #expect(view["list"][4].isNull)
        #expect(view["list"][-1].isNull)
        #expect(!view["item"].isNull)
        #expect(view["item"].string == nil && view["item"].array == nil)
        #expect(view["list"].members == nil && view["list"].int == nil)
        #expect(JSONView.null.isNull && JSONView.null["a"].isNull && JSONView.null.json == .null)
    }

    @Test func `elements and members come in the order written`() throws {
        let view = try view()
        #expect(view["list"].array.map { $0.map(\.isNull) } == [false, true, false, false])
        #expect(view["item"].members.map { $0.map(\.name) } == ["id", "n", "x", "ok", "no"])
        #expect(view["empty"].members.map { $0.map(\.name) } == [])
        #expect(view["item"].json == ["id": "PL.II.6", "n": -3, "x": 2.5, "ok": true, "no": false])
    }

    @Test func `names only written differently are one name`() throws {
        #expect(try JSONView.parse(#"{"\u0061b": 1}"#)["ab"].int == 1)
        #expect(throws: JSONError(offset: 8, problem: .duplicateName("ab"))) {
            try JSONView.parse(#"{"ab":1,"\u0061b":2}"#)
        }
    }
}
