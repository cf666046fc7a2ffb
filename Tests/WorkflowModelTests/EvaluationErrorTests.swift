import CEL
import Diagnostics
import Testing

@testable import WorkflowModel

/// Every error of an expression is said in both languages.
@Suite("Messages of expressions")
struct EvaluationErrorTests {
    @Test(
        "an error is said in Vietnamese",
        arguments: [
            ("1 / 0", "chia cho 0"), ("[1][2]", "không có vị trí 2"),
            ("{'a': 1}.b", "không có khóa b"), ("int('x')", "“x” không đọc được thành số nguyên"),
            ("9223372036854775807 + 1", "kết quả vượt quá phạm vi của kiểu int"),
            ("dyn(1) + 'a'", "“+” không nhận giá trị kiểu (int, string)"),
            ("dyn(1) || false", "cần kiểu bool, nhưng gặp kiểu int"),
            ("dyn(1).all(x, x)", "không duyệt được giá trị kiểu int"),
            ("[dyn(1), 'a'].sort()", "chỉ sắp xếp được các phần tử cùng một kiểu có thứ tự"),
            ("[1].slice(1, 0)", "không cắt được từ 1 đến 0"),
            ("{1: 1, 1u: 2}", "khóa 1u xuất hiện hai lần"),
            ("{dyn(1.5): 1}", "giá trị kiểu double không làm khóa được"),
            ("optional.none().value()", "giá trị tùy chọn đang trống"),
            ("x", "biến “x” chưa có giá trị"), ("missing", "không có biến “missing”"),
            ("lists.range(9999999)", "biểu thức tốn quá nhiều công tính"),
            ("'a'.matches('(' + '')", "biểu thức chính quy sai: thiếu “)”"),
            ("'%d'.format(['a'])", "“%d” không định dạng được giá trị kiểu string"),
            ("timestamp(0).getHours('Mars')", "không có múi giờ “Mars”"),
            ("math.bitShiftLeft(1, -1)", "số bit cần dịch là số âm: -1"),
        ])
    func vietnamese(source: String, expected: String) throws {
        let environment = Environment(variables: [("x", .dyn)], checking: .whileRunning)
        let program = try environment.compile(source)
        let error = try #require(throws: EvaluationError.self) {
            try program.evaluate(Activation([nil]))
        }
        #expect(error.text.vi == expected)
        #expect(error.text.en == error.message)
    }

    @Test("an error of a workflow's own function has both languages too")
    func hostErrors() throws {
        let environment = Environment(functions: FunctionDeclaration.workflow)
        let program = try environment.compile("date('hôm qua')")
        let error = try #require(throws: EvaluationError.self) {
            try program.evaluate(Activation())
        }
        #expect(error.text.vi == "“hôm qua” không phải là một ngày")
        #expect(error.text.en == "“hôm qua” is not a date")
        #expect(error.code == .invalidArgument)
    }
}
