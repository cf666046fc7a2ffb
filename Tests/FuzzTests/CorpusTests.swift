import Foundation
import FuzzEntry
import Testing

/// What the fuzzers start from and what they once found: none of it may stop a reader again. Work
/// is bounded by the limits of the readers themselves, so a hang shows as a test that never ends.
@Suite("Corpus of the fuzzers")
struct CorpusTests {
    @Test("no input stops the reader", arguments: Corpus.files)
    func replay(_ file: CorpusFile) throws {
        file.input.consume(Array(try Data(contentsOf: file.url)))
    }

    @Test("each reader has a corpus", arguments: FuzzedInput.allCases)
    func corpora(_ input: FuzzedInput) {
        #expect(Corpus.files.count { $0.input == input } >= 5)
    }
}

struct CorpusFile: Sendable, CustomTestStringConvertible {
    let input: FuzzedInput
    let url: URL

    var testDescription: String { "\(input)/\(url.lastPathComponent)" }
}

enum Corpus {
    static let files: [CorpusFile] = FuzzedInput.allCases.flatMap { input in
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fuzz/Corpus/\(input.rawValue)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map {
            CorpusFile(input: input, url: folder.appendingPathComponent($0))
        }
    }
}
