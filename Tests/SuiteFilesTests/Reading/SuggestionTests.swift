import Testing

@testable import SuiteFiles

struct SuggestionTests {
  @Test(arguments: [
    ("expct", "expect"), ("exepct", "expect"), ("Expect", "expect"), ("prmpt", "prompt"), ("tag", "tags"), ("zzz", nil),
    ("", nil), ("expectation", nil), ("ids", "id"),
  ])
  func theNearestKnownWordIsMeant(_ word: String, _ meant: String?) {
    #expect(Suggestion.nearest(to: word, among: ["id", "prompt", "expect", "tags"]) == meant)
  }

  @Test func longWordsAreLeftAlone() {
    #expect(Suggestion.nearest(to: String(repeating: "a", count: 10_000), among: ["a"]) == nil)
  }
}
