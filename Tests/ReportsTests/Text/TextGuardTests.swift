import OrderedJSON
import Testing

@testable import Reports

@Suite struct TextGuardTests {
  @Test func longTextsSayWhatIsLeftOut() {
    #expect(String(repeating: "é", count: 1_210).bounded(to: 10) == "éééééééééé… [1,200 more characters]")
    #expect("é".bounded(to: 1) == "é")
  }

  @Test func secretsAreReplacedBeforeTextsAreCut() {
    let texts = TextGuard { $0.replacing("secret", with: "***") }
    #expect(texts.text("a secret", limit: 5) == "a ***")
    #expect(texts.line(["k\"secret": ["secret"]], limit: 99) == #"{"k\"***":["***"]}"#)
  }
}
