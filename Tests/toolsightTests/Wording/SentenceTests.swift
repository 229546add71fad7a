import Foundation
import TestSupport
import Testing

/// Everything that the program can say in one file, so that a new sentence is read as English in review, and not only as code.
@Suite struct SentenceTests {
  @Test func sentencesAreTheOnesThatWereRead() throws {
    let sentences = try Sentences.all(of: ProjectRoot.folder.appending(path: "Sources"))
    try Golden.expect(Array(sentences.utf8), equals: "fixtures/sentences.txt")
  }

  @Test(arguments: [
    (#""plain words""#, ["plain words"]),
    (#""a \(x) and \(f("b", (1)))""#, ["b", "a … and …"]),
    (#""one " + "two", "three""#, ["one two", "three"]),
    (##"#"raw \n \#(x) "quoted""#"##, [#"raw \n … "quoted""#]),
    ("// \"no\"\n/* \"no\" */ \"yes\"", ["yes"]),
    (##"text.replacing(#/"/#, with: "quote")"##, ["quote"]),
    ("\"\"\"\n  one\n    two \\\n  three\n  \"\"\"", ["one\n  two three"]),
    (#""\u{2026}\t\"\\""#, ["…\t\"\\"]),
  ])
  func literalsAreReadAsSwiftReadsThem(source: String, literals: [String]) {
    #expect(SourceLiterals(source).found == literals)
  }
}
