import OrderedJSON
import Testing

@testable import Redaction

@Suite struct RedactorTests {
  private let all: Redactor

  init() throws { all = try Redactor(kinds: RedactionKind.allCases) }

  @Test func givesEachValueItsPlaceholderAndTheSameOneAgain() {
    #expect(
      all.redacted("ana@example.com, bo@example.com; ANA@example.com paid with 4111 1111 1111 1111 = 4111111111111111")
        == "<EMAIL_1>, <EMAIL_2>; <EMAIL_1> paid with <CARD_1> = <CARD_1>")
  }

  @Test func keepsIdentityFromTextToTextOfOneConversation() {
    var placeholders = Placeholders()
    #expect(all.redact("203.0.113.7", with: &placeholders) == "<IP_1>")
    #expect(all.redact("203.0.113.8 203.0.113.7", with: &placeholders) == "<IP_2> <IP_1>")
    #expect(placeholders.counts == ["IP": 3])
  }

  @Test func takesWhatStandsInsideAnotherValueForAPartOfIt() {
    #expect(all.redacted("see https://example.com/?mail=ana@example.com now") == "see <URL_1> now")
    #expect(all.redacted("2125550123@example.com") == "<EMAIL_1>")
  }

  @Test func leavesNoPartOfTwoThatOverlap() throws {
    let redactor = try Redactor(kinds: [.email], custom: [CustomPattern(name: "order", pattern: "#[0-9]+-ana")])
    #expect(redactor.redacted("#17-ana@example.com") == "<ORDER_1>")
  }

  @Test func findsOnlyTheKindsThatItWasMadeWith() throws {
    let text = "ana@example.com 4111111111111111"
    #expect(try Redactor(kinds: [.card]).redacted(text) == "ana@example.com <CARD_1>")
    #expect(try Redactor(kinds: []).redacted(text) == text)
  }

  @Test func findsPatternsOfItsOwn() throws {
    let redactor = try Redactor(kinds: [.email], custom: [CustomPattern(name: "member", pattern: "M[0-9]{8}")])
    #expect(
      redactor.redacted("M12345678M87654321 é M1234567 M12345678") == "<MEMBER_1><MEMBER_2> é M1234567 <MEMBER_1>")
  }

  @Test(arguments: [
    ("member", "M[0-9", "custom pattern 'member', 'M[0-9': at character 2 of the pattern"),
    ("member", "(a)\\1", "custom pattern 'member', '(a)\\1': at character 4 of the pattern"),
    ("member", "(?=a)", "custom pattern 'member', '(?=a)': at character"),
    ("Member", "M", "custom pattern 'Member': expected lower-case letters, digits and '_', beginning with a letter"),
    ("card", "M", "custom pattern 'card': expected a name of its own, found that of a kind that is built in"),
    ("quoted", "M", "custom pattern 'quoted': expected a name of its own"),
  ])
  func refusesAPattern(name: String, pattern: String, reason: String) {
    let error = #expect(throws: RedactionError.self) { try CustomPattern(name: name, pattern: pattern) }
    #expect(error?.description.hasPrefix(reason) == true, "\(error?.description ?? "")")
  }

  @Test func refusesANameTwice() throws {
    let pattern = try CustomPattern(name: "member", pattern: "M")
    #expect(throws: RedactionError.self) { try Redactor(kinds: [], custom: [pattern, pattern]) }
  }

  /// Texts in which a detector that begins again at each place, or looks on to the end from each, reads a square of bytes.
  @Test(arguments: [
    "a@", "a.", "1 ", "1-", "1.", "1:", "a:", "sk-", "eyJ-", "eyJaaaaaaaaaa.", "www.", "http://",
    "-----BEGIN PRIVATE KEY-----",
    "-", "(", "+1", "0", "9", "f", "F0", "<CARD_", "<", "phone ", "dob ", "ssn:", "Bearer ", "ghp_", "medical record ",
    "DE89 ",
    "4111 ", "x", "é", "xn--", "<CARD_1> ", "a@b.c", "member id: ", "::", "2001:db8::",
  ])
  func readsABoundedNumberOfTimesWhatIsRepeated(part: String) throws {
    let reads = { (bytes: Int) in all.scan(String(repeating: part, count: bytes / part.utf8.count)).reads }
    let (short, long) = (reads(5_000), reads(20_000))
    #expect(long <= 4 * short + short / 10, "\(short) reads, then \(long)")
    #expect(long <= 20_000 * 250)
  }
}
