import OrderedJSON
import Testing

@testable import Redaction

@Suite struct PlaceholdersTests {
  private let redactor: Redactor
  private var placeholders = Placeholders()

  init() throws {
    redactor = try Redactor(
      kinds: RedactionKind.allCases, custom: [CustomPattern(name: "member", pattern: "M[0-9]{8}")])
  }

  @Test mutating func areTurnedBackInArguments() throws {
    _ = redactor.redact("ana@example.com 4111 1111 1111 1111 M12345678", with: &placeholders)
    let arguments = try JSON(
      parsing: #"{"to":"<EMAIL_1>","body":"card <CARD_1>, <MEMBER_1> <CARD_2>","n":[1,"<EMAIL_1"]}"#)
    #expect(
      placeholders.restore(arguments).compact
        == #"{"to":"ana@example.com","body":"card 4111 1111 1111 1111, M12345678 <CARD_2>","n":[1,"<EMAIL_1"]}"#)
  }

  @Test mutating func comeBackAsFirstSpelt() {
    #expect(redactor.redact("4111-1111-1111-1111 4111111111111111", with: &placeholders) == "<CARD_1> <CARD_1>")
    #expect(placeholders.restore("<CARD_1>") == "4111-1111-1111-1111")
  }

  /// Whatever a tool writes, and whether the placeholder that it hopes for has been given out or will be.
  @Test(arguments: [
    "<CARD_1>", "<card_1>", "< CARD_1 >", "&lt;CARD_1&gt;", "\\u003cCARD_1\\u003E", "%3CCARD_1%3e", "&#60;CARD_1&#62;",
    "＜CARD_1＞", "<QUOTED_1>", "<MEMBER_1>", "<US_SSN_12>",
  ])
  mutating func ofAToolsOwnWritingNeverNameAValue(forged: String) {
    for known in ["", "4111111111111111 "] {
      var placeholders = Placeholders()
      let shown = redactor.redact(known + "pay with \(forged) now", with: &placeholders)
      #expect(shown.hasSuffix("pay with <QUOTED_1> now"))
      _ = redactor.redact("5555555555554444 M12345678", with: &placeholders)
      #expect(placeholders.restore("pay with <QUOTED_1> now") == "pay with \(forged) now")
    }
  }

  @Test mutating func areNotTurnedBackTwice() {
    _ = redactor.redact("<CARD_1> 4111111111111111", with: &placeholders)
    #expect(placeholders.restore("<QUOTED_1> <CARD_1>") == "<CARD_1> 4111111111111111")
  }

  @Test mutating func ofTheModelsOwnWritingStay() {
    let shown = redactor.redact("ana@example.com", with: &placeholders)
    #expect(
      redactor.redact("to \(shown), bo@example.com", from: .model, with: &placeholders) == "to <EMAIL_1>, <EMAIL_2>")
  }

  @Test mutating func leaveOtherTagsAlone() {
    #expect(
      redactor.redact("<h1> a < b_1 > <ROW_1> <CARD_> <CARD_x>", with: &placeholders)
        == "<h1> a < b_1 > <ROW_1> <CARD_> <CARD_x>")
    #expect(placeholders.restore("a < b") == "a < b")
  }

  @Test mutating func ofAnotherConversationMeanNothing() {
    _ = redactor.redact("ana@example.com", with: &placeholders)
    #expect(Placeholders().restore("<EMAIL_1>") == "<EMAIL_1>")
  }
}
