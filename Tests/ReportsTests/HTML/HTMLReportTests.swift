import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Reports

@Suite struct HTMLReportTests {
  private static func page(_ evaluation: Evaluation) -> String {
    String(decoding: HTMLReport(evaluation, redact: HostileSample.redact).bytes, as: UTF8.self)
  }

  private let tracker = page(TrackerSample.evaluation)
  private let hostile = page(HostileSample.evaluation)
  private let baseline = page(BaselineSample.evaluation)

  private func content(of element: Regex<(Substring, Substring)>, in page: String) throws -> String {
    String(try #require(page.firstMatch(of: element)).output.1)
  }

  /// Where tools alone are judged, arguments make nothing red, and it is said that they do not count.
  @Test(arguments: [(TrackerSample.hosted, false), (TrackerSample.lexical, true)])
  func argumentsThatDoNotCountAreNotWrong(model: ModelCard, isJudgedByTools: Bool) throws {
    let answer = SampleAnswer.wrong(
      .badArgs, "entity is missing", calls: [("read", [:])],
      mismatches: [Mismatch(.missing, at: "/entity", "expected a value, found none")])
    let sample = SampleCase("a", "Read it.", line: 5, gold: [("read", [:])], answers: ["today": [answer]])
    let page = Self.page(SampleEvaluation(cases: [sample], models: [model], repeats: 1).evaluation)
    let island = try content(of: /(?s)<script type="application\/json" id="case-records">(.*?)<\/script>/, in: page)
    let arms = try JSON(parsing: Array(island.utf8))["cases"]?.arrayValue?[0]["detail"]?["arms"]?.arrayValue
    let call = arms?[0].arrayValue?[0]["calls"]?.arrayValue?[0]
    let mismatch: JSON = ["missing /entity: expected a value, found none"]
    #expect(call?["fits"] == .bool(isJudgedByTools))
    #expect(call?["wrong"] == (isJudgedByTools ? [] : mismatch))
    #expect(call?["uncounted"] == (isJudgedByTools ? mismatch : []))
  }

  /// A right trial whose expectation names arguments that the model does not give looks as if it had met them.
  @Test(arguments: [(TrackerSample.hosted, false), (TrackerSample.lexical, true)])
  func itIsSaidThatArgumentsAreNotJudged(model: ModelCard, isJudgedByTools: Bool) throws {
    let sample = SampleCase("a", "Read it.", line: 5, gold: [("read", ["entity": "x"])]) { evalCase in
      let pattern = CallPattern(tool: "read", arguments: .named([NamedMatcher("entity", .present)]))
      let call = ExpectedCall(patterns: [pattern], path: "calls[0]")
      evalCase.expectation.alternatives = [Alternative(groups: [[call]])]
    }
    let page = Self.page(SampleEvaluation(cases: [sample], models: [model], repeats: 1).evaluation)
    #expect(page.contains("\"argumentsUnjudged\":\(isJudgedByTools)"))
    #expect(page.contains("<dd>calls\(isJudgedByTools ? " (lexical: tools)" : "")</dd>"))
  }

  // MARK: Nothing from outside

  @Test func thePolicyAllowsNothingButItsOwnStyleAndScript() throws {
    let style = try content(of: /(?s)<style>(.*?)<\/style>/, in: tracker)
    let script = try content(of: /(?s)<script>(.*?)<\/script>/, in: tracker)
    let policy = try content(of: /http-equiv="Content-Security-Policy" content="([^"]*)"/, in: tracker)
    #expect(
      policy.components(separatedBy: "; ") == [
        "default-src 'none'", "style-src '\(PageHead.source(of: style))'",
        "script-src '\(PageHead.source(of: script))'",
        "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'",
      ])
  }

  @Test func hashesAreThoseOfThePolicyLanguage() {
    // From the specification of Content Security Policy Level 3, section 6.
    #expect(PageHead.source(of: "alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=")
  }

  @Test(arguments: [
    "http:", "https:", "src=", "url(", "@import", "<link", "<iframe", "<object", "<base", "style=\"", "javascript:",
  ])
  func refersToNothingOutside(reference: String) {
    #expect((tracker.lowercased().contains(reference)) == false)
  }

  // MARK: Hostile texts

  /// What stands between tags, the content of style and scripts left out.
  private func markup(_ page: String) -> String {
    page.replacing(/(?s)(<style>|<script[^>]*>).*?(<\/style>|<\/script>)/, with: { $0.output.1 + $0.output.2 })
  }

  @Test func everyTagIsWellFormedAndOnlyHasKnownAttributes() {
    let known: Set<String> = [
      "lang", "charset", "http-equiv", "content", "name", "class", "href", "aria-hidden", "aria-label", "aria-live",
      "id", "scope", "title", "colspan", "rowspan", "width", "height", "viewBox", "focusable", "x", "y", "x1", "x2",
      "y1", "y2", "rx", "cx", "cy", "r", "role", "tabindex", "type", "placeholder", "autocomplete", "value", "hidden",
      "data-panels", "data-index", "dir",
    ]
    let text = markup(hostile)
    let tags = text.matches(of: /<[a-z][a-z0-9]*((?:\s+[A-Za-z0-9-]+(?:="[^"<>]*")?)*)\s*\/?>/)
    #expect(tags.count == text.matches(of: /<[a-zA-Z]/).count)
    let attributes = tags.flatMap { tag in
      tag.output.1.matches(of: /\s([A-Za-z0-9-]+)(?:="[^"]*")?/).map { String($0.output.1) }
    }
    #expect(Set(attributes).subtracting(known) == [])
  }

  @Test func elementsAreOnlyThoseOfThePage() {
    func elements(_ page: String) -> Set<String> {
      Set(markup(page).matches(of: /<([a-zA-Z!\/][^\s>]*)/).map { String($0.output.1) })
    }
    #expect(elements(hostile).subtracting(elements(tracker)) == [])
    let isEscaped = hostile.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;")
    #expect(isEscaped)
  }

  @Test func noHiddenCharacterIsLeft() {
    let hidden = hostile.unicodeScalars.filter { scalar in
      (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F..<0xA0).contains(scalar.value)
        || [0x202E, 0x2066, 0x200B, 0x2028, 0xE0041].contains(scalar.value)
    }
    #expect(hidden.isEmpty)
    #expect((hostile.contains("\\u{202E}drow")) == true)
  }

  @Test func secretsAreReplaced() {
    #expect((hostile.contains("secret-0123456789")) == false)
    #expect((hostile.contains("&lt;redacted:OPENAI_API_KEY&gt;")) == true)
  }

  @Test func longTextsAreCutAndCounted() {
    #expect((hostile.contains("more characters]")) == true)
    #expect(hostile.utf8.count < 120_000)
  }

  // MARK: Records

  private func records(_ page: String) throws -> JSON {
    let island = try content(of: /(?s)<script type="application\/json" id="case-records">(.*?)<\/script>/, in: page)
    return try JSON(parsing: Array(island.utf8))
  }

  @Test func theRecordsAreReadBack() throws {
    let records = try records(hostile)
    let shown = HostileSample.payload.visible(keepsLines: true)
    #expect(records["arms"]?[0]?[0]?.stringValue == "today \(shown)")
    let detail = records["cases"]?[0]?["detail"]
    #expect(detail?["prompts"]?[0]?.stringValue == "prompt \(shown) <redacted:OPENAI_API_KEY>")
    #expect(detail?["arms"]?[0]?[0]?["outcome"] == "wrong_tool")
  }

  @Test func recordsAndRowsGoTogether() throws {
    let cases = try #require(records(tracker)["cases"]?.arrayValue)
    let rows = tracker.matches(of: /<details class="case" id="([^"]*)" data-index="(\d+)">/)
    #expect(cases.count == TrackerSample.cases.count)
    #expect(rows.map { Int($0.output.2) } == Array(cases.indices))
    #expect(rows.map { String($0.output.1) } == TrackerSample.cases.map(\.evalCase.id.anchor))
  }

  @Test func equalRepeatsAreShownOnce() throws {
    let ways = try #require(records(tracker)["cases"]?[0]?["detail"]?["arms"]?[0]?.arrayValue)
    #expect(ways.map { $0["repeats"]?.stringValue } == ["3, 4, 5", "1, 2"])
    #expect(ways.map { $0["outcome"]?.stringValue } == ["correct", "wrong_tool"])
  }

  // MARK: What is shown

  @Test(arguments: [
    "max_tool_drop failed for rewrite, lexical", "could have detected a drop of 8.7 points", "▲ +9.3",
    "lexical ranks tools by words (BM25)", "[50.1, 92.0]", "2 of 156 trials could not be scored", "search_issues",
    "13 cases × 5 repeats", "href=\"#case-find-by-words\"", "id=\"case-find-by-words\"",
  ])
  func shows(text: String) {
    #expect((tracker.contains(text)) == true)
  }

  @Test(arguments: [
    "<span class=\"muted\">of baseline</span> main", "Δ for these cases", "Δ for cases of this kind", "78.2% → 73.1%",
    "1,988 → 2,391 (+20.3%)", "<span class=\"tag alarm\">collateral</span>",
    "<span class=\"tag alarm\">new failure</span>", "<b>65.0%</b> of <code>update_issue</code> cases now go to",
    "4 only in the baseline (archive, merge-two, split, unassign)", "<span>since main</span>", "By tag",
    "<span class=\"tag strong\">flaky</span>", "flaky cases</b>", "Flaky only", "9.3 days older than this run",
    "href=\"#comparison-2\"", "id=\"comparison-2\"",
  ])
  func showsWhatABaselineBrings(text: String) {
    #expect((baseline.contains(text)) == true)
  }

  @Test func ofManyComparisonsOnlyThoseWithNewsAreOpen() {
    let crowded = Self.page(CrowdedSample.evaluation)
    #expect(crowded.matches(of: /<article class="card"/).count == 10)
    #expect(crowded.matches(of: /<details class="quiet">/).count == 8)
  }

  @Test func everyLinkInThePageLeadsSomewhere() {
    let ids = Set(baseline.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) })
    let links = Set(baseline.matches(of: /href="#([^"]*)"/).map { String($0.output.1) })
    #expect(links.subtracting(ids) == [])
  }

  @Test func anEmptyRunStillMakesAPage() {
    let page = Self.page(EmptySample.evaluation)
    #expect((page.contains("could not measure")) == true)
    #expect((page.contains("nan")) == false)
    #expect((page.contains("id=\"comparisons\"")) == false)
  }

  // MARK: Size

  @Test func aLargeRunIsCutWithANotice() throws {
    let page = Self.page(LargeSample.evaluation(cases: 5_200, tools: 404, repeats: 1))
    #expect((page.contains("5,000 of 5,200 cases are shown")) == true)
    #expect((page.contains("report.json")) == true)
    #expect(page.utf8.count < 16_000_000)
    let cases = try #require(records(page)["cases"]?.arrayValue)
    #expect(cases.count == 5_000)
    // Failing cases never lose their details to those that are right.
    #expect(cases.allSatisfy { $0["detail"] != .null || $0["outcomes"]?[0] == ["correct"] })
  }

  @Test func aHeatMapShowsTheMostConfused() {
    let count = 100
    var rows = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
    rows[90][7] = 0.5
    let map = HeatMap(Confusion(labels: (0..<count).map { "tool-\($0)" }, rows: rows))
    #expect(map.rows.count == HeatMap.most && map.columns == map.rows)
    #expect(map.rows.contains(90) && map.rows.contains(7))
    #expect(map.hidden == 2 * (count - HeatMap.most))
  }
}
