import Models
import Testing

struct RedactorTests {
  @Test(arguments: [
    ("nothing here", "nothing here"),
    ("sk-1", "<redacted:A>"),
    ("Bearer sk-1.", "Bearer <redacted:A>."),
    ("sk-1sk-1 sk-", "<redacted:A><redacted:A> sk-"),
    ("sk-12345", "<redacted:B>"),
    ("xsk-1", "x<redacted:A>"),
    // A combining accent makes one character of itself and the key's last digit.
    ("sk-1\u{301}", "<redacted:A>\u{301}"),
    ("naïve sk-1 🦜", "naïve <redacted:A> 🦜"),
    ("redacted", "<redacted:C>"),
    ("", ""),
  ])
  func replacesTheExactValuesOfKeys(text: String, expected: String) {
    let redactor = Redactor(keys: ["A": "sk-1", "B": "sk-12345", "C": "redacted", "D": ""])
    #expect(redactor.redact(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func changesNothingWithoutKeys() {
    #expect(Redactor(keys: [:]).redact("sk-1") == "sk-1")
    #expect(Redactor(keys: ["A": ""]).redact("sk-1") == "sk-1")
  }

  @Test func namesTheFirstVariableOfAValueThatTwoShare() {
    #expect(Redactor(keys: ["B": "same", "A": "same"]).redact("same") == "<redacted:A>")
  }
}
