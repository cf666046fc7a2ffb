import Diagnostics
import Testing

@Suite("Did you mean")
struct NearestTests {
    @Test(
        "the nearest candidate is found",
        arguments: [
            ("tilte", ["by", "title", "to"], "title"),
            ("apraisal", ["approval", "appraisal"], "appraisal"),
            ("titel", ["title"], "title"),
            ("Title", ["title"], "title"),
            ("funding_source", ["funding-source"], "funding-source"),
            ("tham dinh", ["phê-duyệt", "thẩm-định"], "thẩm-định"),
            ("hoà bình", ["hòa-bình"], "hòa-bình"),
            ("DỀ XUẤT", ["đề-xuất"], "đề-xuất"),
            ("desc", ["deadline", "description"], "description"),
            ("abcd", ["abce", "abcf"], "abce"),
        ])
    func found(name: String, candidates: [String], expected: String) {
        #expect(nearest(name, in: candidates) == expected)
    }

    @Test(
        "nothing is suggested when nothing is near",
        arguments: [
            ("to", ["by", "do"]),
            ("title", ["titles-of-all-the-parts", "titles-of-nobody"]),
            ("xyz", ["deadline", "owner"]),
            ("", ["a", "title"]),
            ("title", []),
            ("title", ["title"]),
            (String(repeating: "a", count: 1000), [String(repeating: "a", count: 1001)]),
        ])
    func notFound(name: String, candidates: [String]) {
        #expect(nearest(name, in: candidates) == nil)
    }
}
