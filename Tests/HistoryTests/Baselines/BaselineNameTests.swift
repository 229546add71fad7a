import Testing

@testable import History

@Suite struct BaselineNameTests {
  @Test(arguments: [
    "main", "release/2.0", "feature/find-by-words", "_x", "0", "a.jsonl", String(repeating: "x", count: 100),
  ])
  func takesWhatABranchIsCalled(text: String) throws {
    #expect(try BaselineName(text).text == text)
  }

  /// Those of earlier versions are still read.
  @Test(arguments: [("last", "the latest run"), ("a.jsonl", "an export file"), ("release/2.0.jsonl", "an export file")])
  func savesNoneThatMeansSomethingElse(text: String, meaning: String) throws {
    let failure = try #require(throws: HistoryFailure.self) { _ = try BaselineName(saving: text) }
    #expect(failure.code == .unfitName)
    #expect(failure.message == "expected a baseline's name, found '\(text)', which --baseline takes for \(meaning)")
    #expect(try BaselineName(text).text == text)
  }

  @Test(arguments: ["main", "release/2.0", "1d56def", "20261201", "last-week", "lastly"])
  func savesOthers(text: String) throws {
    #expect(try BaselineName(saving: text).text == text)
  }

  @Test(arguments: [
    "", "-x", ".x", "/x", "a b", "a:b", "@main", "é", "a\u{0}b", "a\nb", String(repeating: "x", count: 101), "main#1",
  ])
  func refusesWhatACommandLineWouldMisread(text: String) {
    let failure = #expect(throws: HistoryFailure.self) { _ = try BaselineName(text) }
    #expect(failure?.code == .unfitName)
    #expect(failure?.message.hasPrefix("expected a baseline's name of at most 100 letters, digits") == true)
    #expect(failure?.message.contains("\n") == false)
  }
}
