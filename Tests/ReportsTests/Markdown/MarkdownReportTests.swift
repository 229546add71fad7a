import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import Reports

@Suite struct MarkdownReportTests {
  private func text(
    _ evaluation: Evaluation, limit: Int = MarkdownReport.summaryLimit, redact: @escaping Redaction = { $0 }
  ) -> String {
    String(decoding: MarkdownReport(evaluation, redact: redact, limit: limit).bytes, as: UTF8.self)
  }

  @Test func keepsItsGolden() throws {
    try Golden.expect(text(TrackerSample.evaluation), equals: "Tests/ReportsTests/Goldens/tracker.report.md")
  }

  @Test func theVerdictStandsFirst() {
    let lines = text(TrackerSample.evaluation).split(separator: "\n")
    #expect(lines[0] == "<!-- toolsight:tracker -->")
    #expect(lines[1] == "## ✗ Fail: `tracker`")
    #expect(
      lines[2].hasPrefix("`max_tool_drop` failed for `rewrite, lexical`: `'list_issues' −100.0 points over 1 case"))
  }

  @Test func namesTheLevelAndTheScopeOfItsIntervals() {
    let text = text(TrackerSample.evaluation)
    #expect(text.contains("Intervals: rates 95% for cases of this kind; Δ 90% for these cases"))
    #expect(text.contains("| these cases | ▲ +9.3 | 90% [+2.2, +16.4] | 0.018 one-sided | ≥ 8.7 |"))
  }

  @Test func marksWhatMayBeNoise() {
    let text = text(TrackerSample.evaluation)
    #expect(text.contains("| `list-open-bugs` | `suites/tracker.yaml:51` | 100.0% → 60.0% | 1.000 | ~ |"))
    #expect(text.contains("| `list-open-bugs` | `suites/tracker.yaml:51` | 100.0% → 0.0% | – | ✗ broken |"))
  }

  @Test func saysWhereTooMuchIsMissing() {
    let text = text(EmptySample.evaluation)
    #expect(text.contains("## ! Could not measure: `tracker`"))
    #expect(text.contains("More than 5% of the trials are missing in `control, openai:gpt-5-mini`, too many"))
  }

  @Test(arguments: [("a-b", "a-b"), ("a--b", "a-b"), ("x --> <img>", "x-img"), ("日本", "")])
  func theMarkerCannotBeClosed(name: String, marker: String) {
    #expect(MarkdownReport.marker(of: name) == "<!-- toolsight:\(marker) -->")
  }

  // MARK: The limit

  private static let large = LargeSample.evaluation(cases: 2_000, tools: 40, repeats: 2)

  @Test(arguments: [0, 2_000, 3_000, 10_000, MarkdownReport.commentLimit])
  func keepsItsLimitAndSaysWhatIsLeftOut(limit: Int) throws {
    let text = text(Self.large, limit: limit)
    #expect(text.utf8.count <= max(2_000, limit))
    #expect(text.hasSuffix("\n"))
    #expect(text.contains("report.json has them all"))
    #expect(text.matches(of: /<details>/).count == text.matches(of: /<\/details>/).count)
    let shown = text.matches(of: /\| `case-\d+` \|/).count
    if let cut = text.firstMatch(of: /([\d,]+) more failing cases have no room here/) {
      #expect(shown + (try #require(Int(cut.1.replacing(",", with: "")))) == 400)
    } else {
      #expect(shown == 0 && text.contains("No room here for: 400 failing cases"))
    }
  }

  @Test func leavesNothingOutWhereThereIsRoom() {
    let text = text(Self.large)
    #expect(!text.contains("report.json has them all"))
    #expect(text.matches(of: /\| `case-\d+` \|/).count == 400)
  }

  // MARK: What others wrote

  private static let texts: [String] = [
    HostileSample.payload, "@octocat and @org/team", "#7 GH-7 org/repo#7 0123456789abcdef0123456789abcdef01234567",
    "https://evil.example www.evil.example a@evil.example", "![x](https://evil.example/p.png)", "[a](javascript:b)",
    "`` ` ``` `", String(repeating: "`", count: 100) + "<img src=x>", "a | b \\| c || \\\\| d", "|", "\\", "`",
    "# heading\n\n- list\n\n```\nfence", "</details></table><script>", ":smile: $x$ **b** _i_ ~~s~~", "<!-- x -->", " ",
    "",
  ]

  private static func evaluation(_ text: String) -> Evaluation {
    let wrong = SampleAnswer.wrong(.wrongTool, text, calls: [(text, [:])])
    let hostile = SampleCase("id \(text)", text, line: 1, gold: [("gold \(text)", [:])], answers: [text: [wrong]])
    let gate = GateOutcome(
      outcome: .fail,
      rules: [
        RuleOutcome(
          .minRecall, .arm(Arm(variant: text, model: text)), tool: text, .fail, threshold: 0,
          evidence: .unasked(model: text, baseline: text))
      ], unmeasured: [])
    return SampleEvaluation(
      cases: [hostile], variants: ["today", text], models: [ModelCard(name: text, note: text)], repeats: 1, gate: gate
    ).evaluation
  }

  private static var ownMarkup: Regex<Substring> {
    #/<!-- toolsight:[a-zA-Z0-9\-]* -->|</?details>|</?summary>|\n\#\# |\| -+:? /#
  }

  private static var anyMarkup: Regex<Substring> { #/[@\#<>`*\\$]|https?:|www|evil|smile|\]\(/# }

  /// Nothing but this product's own words, figures and elements may stand where Markdown is read.
  @Test(arguments: texts)
  func whatOthersWroteIsCode(text: String) {
    for evaluation in [Self.evaluation(text), HostileSample.evaluation] {
      let outside = ReadMarkdown(self.text(evaluation)).outsideOfCode
      let known = outside.replacing(Self.ownMarkup, with: "")
      #expect(known.firstMatch(of: Self.anyMarkup).map { String($0.0) } == nil)
    }
  }

  @Test(arguments: texts)
  func everyRowHasTheCellsOfItsHead(text: String) { expectWholeRows(Self.evaluation(text)) }

  @Test func everyRowOfEveryTableIsWhole() {
    for evaluation in [TrackerSample.evaluation, HostileSample.evaluation, Self.large] { expectWholeRows(evaluation) }
  }

  private func expectWholeRows(_ evaluation: Evaluation) {
    var head = 0
    for row in ReadMarkdown(text(evaluation)).rows {
      if row.allSatisfy({ $0.contains(/^-+:? ?$/) }) { continue }
      if ["Model", "Candidate", "Gate", "Case", "Tool", "Expected"].contains(row[0].filter { $0 != " " }) {
        head = row.count
      } else {
        #expect(row.count == head, "\(row)")
      }
    }
    #expect(head > 0)
  }

  @Test func secretsAreReplaced() {
    let text = text(HostileSample.evaluation, redact: HostileSample.redact)
    #expect(text.contains("<redacted:OPENAI_API_KEY>"))
    #expect(!text.contains("secret-0123456789"))
  }
}
