import EvalCore
import OrderedJSON
import Testing

@testable import SuiteFiles

struct YAMLWriterTests {
  @Test(arguments: [
    "plain", "two words", "", " ", " a", "a ", "a: b", "a:", "a #b", "#a", "- a", "-", "?", "? a", ":", "[a]", "{a}",
    "a, b", "a]",
    "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "it's", "say \"hi\"", "%a", "@a", "`a`", "~", "~any", "~x", "null",
    "Null", "true",
    "yes", "Off", "n", "7", "-7", "0777", "1e5", "0x1F", ".5", ".inf", "2024-01-15", "12:30", "1_000", "<<", "=",
    "a\nb", "a\r\nb",
    "\ta", "a\u{0}b", "\u{1B}[31m", "\u{85}", "\u{2028}x", "a\u{FEFF}b", "\u{7F}", "é", "日本語", "👍🏽", "\\", "\\n",
    "C:\\x", "/x", "_x",
    "---", "...", "a\u{9B}b", "e\u{301}", String(repeating: "long ", count: 50),
  ])
  func textsComeBackAsTheyWere(_ text: String) throws {
    let value: JSON = [.string(text), [.string(text)], ["k": .string(text)]]
    for key in ["plain", text] where !key.isEmpty {
      var writer = YAMLWriter()
      writer.member(key, .string(text))
      writer.member(key + "2", value)
      writer.list("list", [[key: .string(text), "x": value]])
      let read = try PlainFile.value(Array(writer.text.utf8), path: "a.yaml")
      #expect(read[key] == .string(text))
      #expect(read[key + "2"] == value)
      #expect(read["list"]?[0] == [key: .string(text), "x": value] as JSON)
    }
  }

  @Test func shortThingsStandOnOneLine() {
    var writer = YAMLWriter()
    writer.comment("made by nobody")
    writer.member("models", ["lexical"])
    writer.list(
      "cases",
      [["id": "a", "prompt": "Which issues are open?", "expect": ["list_issues": ["state": "open", "limit": 7]]]])
    #expect(
      writer.text == """
        # made by nobody
        models: [lexical]
        cases:
          - id: a
            prompt: Which issues are open?
            expect: {list_issues: {state: open, limit: 7}}

        """)
  }

  @Test func deepValuesComeBack() throws {
    let long = String(repeating: "word ", count: 12) + "end"
    let value: JSON = [
      "a": ["b": [.string(long), ["c": .string(long)], []], "d": ["e": .string(long), "f": .string(long)]], "g": [:],
    ]
    var writer = YAMLWriter()
    writer.member("x", value)
    #expect(try PlainFile.value(Array(writer.text.utf8), path: "a.yaml")["x"] == value)
  }
}
