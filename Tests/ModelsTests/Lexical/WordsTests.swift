import Testing

@testable import Models

struct WordsTests {
  @Test(arguments: [
    ("searchIssues", ["search", "issues"]), ("search_issues", ["search", "issues"]),
    ("Search issues!", ["search", "issues"]), ("get-IssueByID", ["get", "issue", "by", "id"]),
    ("HTTPServer v2", ["httpserver", "v2"]), ("Größe", ["größe"]), ("café", ["café"]), ("cafe\u{301}", ["café"]),
    ("東京の天気", ["東", "京", "の", "天", "気"]), ("issue #7 of 10", ["issue", "7", "of", "10"]), ("🦜 \n", []), ("", []),
  ])
  func areSplitAtCaseAndPunctuation(text: String, words: [String]) {
    #expect(Words.split(text) == words)
  }

  @Test func leaveOutWhatSaysNothing() {
    #expect(Words.words(of: "What is the status of issue #7?") == ["status", "issue"])
    #expect(Words.words(of: "Thanks, that is it for now") == ["thanks", "now"])
  }

  @Test(arguments: [
    ["issue", "issues"], ["close", "closed", "closes", "closing"], ["file", "files"],
    ["open", "opens", "opened", "opening"],
    ["create", "creates", "creation", "creator"], ["authentication", "authenticate"], ["straße", "straßen"],
  ])
  func shareAStemWithTheirOtherForms(words: [String]) {
    #expect(Set(words.map(Words.stem)).count == 1)
  }

  @Test(arguments: [("issue", "issu"), ("s", "s"), ("see", "see"), ("日本", "日本"), ("", "")])
  func keepAtMostFiveLettersAsAStem(word: String, stem: String) {
    #expect(Words.stem(word) == stem)
  }
}
