import EvalCore
import OrderedJSON
import Testing

struct DeprecationTests {
  private static func deprecation(since: String? = nil, until: String? = nil, use: String? = nil) -> Deprecation {
    Deprecation(since: since.flatMap(WrittenDate.init), until: until.flatMap(WrittenDate.init), use: use)
  }

  @Test func aNoticeSaysOnlyWhatIsKnown() {
    #expect(Self.deprecation().notice(of: "find") == "notice: the tool 'find' is deprecated")
    #expect(
      Self.deprecation(since: "2026-01-05", until: "2026-06-30", use: "search").notice(of: "find")
        == "notice: the tool 'find' is deprecated since 2026-01-05 and stops answering after 2026-06-30; "
        + "call 'search' from now on")
  }

  @Test func theNoticeStandsBeforeTheAnswer() throws {
    let answer: JSONObject = [
      "content": [["type": "text", "text": "3 issues"]], "structuredContent": ["count": 3], "isError": false,
    ]
    let told = Self.deprecation(use: "search").result(answer, of: "find")
    #expect(told["content"]?.arrayValue?.count == 2)
    #expect(
      told["content"]?[0]?["text"] == "notice: the tool 'find' is deprecated; call 'search' from now on")
    #expect(told["content"]?[1] == answer["content"]?[0])
    #expect(told["structuredContent"] == answer["structuredContent"] && told["isError"] == false)
  }

  @Test func anEmptyAnswerHasTheNoticeAlone() {
    #expect(Self.deprecation().result([:], of: "find")["content"]?.arrayValue?.count == 1)
  }

  @Test(arguments: [("2026-06-29", false), ("2026-06-30", false), ("2026-07-01", true), ("2027-01-01", true)])
  func theLastDayStillAnswers(day: String, isOver: Bool) throws {
    let today = try #require(WrittenDate(day))
    #expect(Self.deprecation(until: "2026-06-30").isOver(on: today) == isOver)
    #expect(!Self.deprecation(since: "2026-01-01").isOver(on: today))
  }

  @Test func whatIsOverIsAnErrorWithTheNewName() {
    let result = Self.deprecation(until: "2026-06-30", use: "search").refusedResult(of: "find")
    #expect(result["isError"] == true)
    #expect(
      result["content"]?[0]?["text"]
        == "the tool 'find' stopped answering after 2026-06-30; call 'search' instead")
  }
}
