import Diagnostics
import Testing
import WorkflowLoading
import WorkflowModel

@Suite("Estimates from a CSV file")
struct BudgetTableTests {
    static let expected = Budget(lines: [
        .init(
            item: "Thuê giảng viên", unit: "buổi", quantity: 6, unitPrice: 4_000_000,
            source: "khcn"),
        .init(item: "In tài liệu", unit: "bộ", quantity: 60, unitPrice: 150_000, source: nil),
    ])

    @Test(
        "are read by Vietnamese or English titles, in any order",
        arguments: [
            """
            item,unit,quantity,unit_price,amount,source
            Thuê giảng viên,buổi,6,4000000,24000000,khcn
            In tài liệu,bộ,60,150000,9000000,
            """,
            """
            STT;Nội dung chi;ĐVT;Số lượng;Đơn giá;Thành tiền;Nguồn;Ghi chú
            1;Thuê giảng viên;buổi;6;4.000.000;24.000.000;khcn;báo giá 12
            2;In tài liệu;bộ;60;150.000;9.000.000;;
            ;Tổng cộng;;;;33.000.000;;
            """,
            """
            Unit price,Quantity,Unit,Item,Source
            "4,000,000",6,buổi,Thuê giảng viên,khcn
            "150,000",60,bộ,In tài liệu,
            """,
        ])
    func read(_ text: String) throws {
        let value = try FieldText.budget(csv: Array(text.utf8), file: "a.csv")
        #expect(value == Self.expected.map { .budget($0) })
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var complaints: [String]
    }

    @Test(
        "are checked line by line, and each disagreement has its place and figures",
        arguments: [
            Wrong(
                testDescription: "amounts",
                text: "item,quantity,unit_price,amount\nA,2,100,300\nB,3,50,150\nC,1,7,8\n",
                complaints: [
                    "a.csv:2:9 wrong-amount “A”: the amount must be 200 (2 × 100), here it is 300",
                    "a.csv:4:7 wrong-amount “C”: the amount must be 7 (1 × 7), here it is 8",
                ]),
            Wrong(
                testDescription: "the total",
                text: "item,quantity,unit_price,amount\nA,2,100,200\nCộng,,,250\n",
                complaints: [
                    "a.csv:3:8 wrong-total the lines add up to 200, here it is 250 (off by 50)"
                ]),
            Wrong(
                testDescription: "a number that is none",
                text: "item,quantity,unit_price\nA,nửa,100\n",
                complaints: [
                    "a.csv:2:3 wrong-type “nửa” is no whole number (2500000 or 2.500.000)"
                ]),
            Wrong(
                testDescription: "a line behind the total",
                text: "item,quantity,unit_price,amount\nTotal,,,0\nA,2,100,200\n",
                complaints: [
                    "a.csv:3:1 behind-total this line stands behind that of the total"
                ]),
            Wrong(
                testDescription: "an unknown column",
                text: "item,quantity,unit_prize\nA,2,100\n",
                complaints: [
                    "a.csv:1:15 unknown-name expected a column, but there is no “unit_prize”"
                ]),
            Wrong(
                testDescription: "a missing column", text: "item,quantity\nA,2\n",
                complaints: ["a.csv:1:6 missing-column the first line has no column “unit_price”"]),
            Wrong(
                testDescription: "an empty cell",
                text: "item,quantity,unit_price\nA,,100\n",
                complaints: ["a.csv:2:1 missing-value the cell of column “quantity” is empty"]),
        ])
    func wrong(_ wrong: Wrong) {
        let error = #expect(throws: DiagnosticsError.self) {
            try FieldText.budget(csv: Array(wrong.text.utf8), file: "a.csv")
        }
        let complaints = (error?.list.diagnostics ?? []).map { diagnostic in
            let range = diagnostic.range
            return
                "\(range?.start.file ?? ""):\(range?.start.line ?? 0):\(range?.start.column ?? 0)"
                + " \(diagnostic.code) \(diagnostic.message.en)"
        }
        #expect(complaints == wrong.complaints)
    }

    @Test("given as YAML may state their total, which must be right")
    func total() throws {
        let right = "{lines: [{item: A, quantity: 2, unit_price: 100}], total: 200}"
        let value = try FieldText.value(right, of: .budget, in: .empty, file: "a")
        guard case .budget(let budget)? = value else {
            Issue.record("no budget")
            return
        }
        #expect(budget.total == 200)
        let wrong = "{lines: [{item: A, quantity: 2, unit_price: 100}], total: 201}"
        #expect(throws: DiagnosticsError.self) {
            try FieldText.value(wrong, of: .budget, in: .empty, file: "a")
        }
    }
}
