import Testing

@testable import History

@Suite struct BaselineNameTests {
  @Test(arguments: [
    "main", "release/2.0", "feature/find-by-words", "_x", "0", "a.jsonl", String(repeating: "x", count: 100),
  ])
  func takesWhatABranchIsCalled(text: String) throws {
    #expect(try BaselineName(text).text == text)
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
