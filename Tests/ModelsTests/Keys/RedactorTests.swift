import Models
import OrderedJSON
import Testing

struct RedactorTests {
  @Test(arguments: [
    ("nothing here", "nothing here"),
    ("sk-4f9d0a", "<redacted:A>"),
    ("Bearer sk-4f9d0a.", "Bearer <redacted:A>."),
    ("sk-4f9d0ask-4f9d0a sk-4f9", "<redacted:A><redacted:A> sk-4f9"),
    ("sk-4f9d0a2345", "<redacted:B>"),
    ("xsk-4f9d0a", "x<redacted:A>"),
    // A combining accent makes one character of itself and the key's last letter.
    ("sk-4f9d0a\u{301}", "<redacted:A>\u{301}"),
    ("naïve sk-4f9d0a 🦜", "naïve <redacted:A> 🦜"),
    ("redacted", "<redacted:C>"),
    ("", ""),
  ])
  func replacesTheExactValuesOfKeys(text: String, expected: String) {
    let redactor = Redactor(keys: ["A": "sk-4f9d0a", "B": "sk-4f9d0a2345", "C": "redacted", "D": ""])
    #expect(redactor.redact(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: [
    #"sk/4f9"d0a"#, #"sk\/4f9\"d0a"#, #"sk\u002f4f9\u0022d0a"#, #"sk\u002F4f9\"d0a"#,
    #"\u0073\u006b/4f9\u0022d0\u0061"#, #"sk\\/4f9\\\"d0a"#, #"sk\\u002f4f9\\u0022d0a"#, "sk%2F4f9%22d0a",
    "sk%2f4f9%22d0a", "%73k/4f9%22d0a",
  ])
  func findsAKeyInEverySpelling(text: String) {
    let redactor = Redactor(keys: ["A": #"sk/4f9"d0a"#])
    #expect(redactor.redact("[\(text)]") == "[<redacted:A>]")
    #expect(redactor.redact([0xFF] + Array(text.utf8)) == [0xFF] + Array("<redacted:A>".utf8))
  }

  @Test(arguments: [
    #"sk/4f9"d0"#, #"sk\n4f9"d0a"#, #"sk\u002e4f9"d0a"#, #"sk\u02f4f9"d0a"#, "sk%2G4f9%22d0a", #"s\k/4f9"d0a"#,
    "sk/4f9%2", #"sk/4f9\u00"#, #"sk/4f9\"#, "sk/4F9\"d0a",
  ])
  func leavesWhatIsNoSpellingOfIt(text: String) {
    #expect(Redactor(keys: ["A": #"sk/4f9"d0a"#]).redact(text) == text)
  }

  @Test(arguments: [#"a\b\\c12345"#, #"a\\b\\\\c12345"#, #"a\u005cb\\c12345"#])
  func countsBackslashesOnce(text: String) {
    #expect(Redactor(keys: ["A": #"a\b\\c12345"#]).redact(text) == "<redacted:A>")
  }

  @Test func reachesStringsKeysAndNumbersOfJSON() throws {
    let redactor = Redactor(keys: ["A": "sk-4f9d0a", "PIN": "90817263"])
    let json = try JSON(parsing: #"{"sk-4f9d0a":["a sk\u002d4f9d0a",{"x":1.50}],"n":90817263,"m":7}"#)
    #expect(
      redactor.redact(json).compact
        == #"{"<redacted:A>":["a <redacted:A>",{"x":1.50}],"n":"<redacted:PIN>","m":7}"#)
  }

  @Test func changesNothingWithoutKeys() {
    #expect(Redactor(keys: [:]).redact("sk-4f9d0a") == "sk-4f9d0a")
    #expect(Redactor(keys: ["A": ""]).redact("sk-4f9d0a") == "sk-4f9d0a")
  }

  @Test func namesTheFirstVariableOfAValueThatTwoShare() {
    #expect(Redactor(keys: ["B": "same-4f9d", "A": "same-4f9d"]).redact("same-4f9d") == "<redacted:A>")
  }

  /// A key that is no secret would only corrupt the facts that hold its letters.
  @Test(arguments: [
    "test", "none", "dummy", "ollama", "local", "EMPTY", "sk-1", "sk-1234", "1234567", "x", "Test", "NONE", "changeme",
    "CHANGEME", "change-me", "ChangeMe", "placeholder", "lm-studio", "no-key-required", "sk-no-key-required",
    "not-needed", "not needed", "NotNeeded", "your-api-key", "YOUR_API_KEY", "<your-api-key>", "{{API_KEY}}",
    "${OPENAI_API_KEY}", "sk-xxxxxxxx", "sk-XXXX-xxxx", "xxxxxxxxxxxx", "********", "00000000", "sk-000000000000",
    "12345678", "1234567890", "token-abc123", "dummy-key", "fake_key", "test-key", "testtest", "ollama-local",
    "sk-proj-xxxxxxxxxxxx", "insert-your-key-here", "anything", "unused-key", "openai-api-key",
  ])
  func leavesPlaceholdersAlone(value: String) {
    let text = "a \(value) in \(value)-qwen"
    #expect(Redactor(keys: ["OPENAI_API_KEY": value]).redact(text) == text)
  }

  @Test(arguments: [
    "sk-test-1234", "sk-test-4f9d0a", "test-key-9f", "ollama-4f9d0a", "sk-secret", "hunter22", "abcdefgh", "12345679",
    "xxxxxxxy", "sk-xxxx-4f9d", "AIzaSyD4f9d0a7be2c1", "none-of-your-business",
  ])
  func takesAnythingElseForASecret(value: String) {
    #expect(Redactor(keys: ["OPENAI_API_KEY": value]).redact("a \(value)!") == "a <redacted:OPENAI_API_KEY>!")
  }
}
