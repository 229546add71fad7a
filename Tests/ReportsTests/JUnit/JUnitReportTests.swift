import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import Reports

@Suite struct JUnitReportTests {
  private static let schema = ProjectRoot.folder.appending(path: "Tests/ReportsTests/Goldens/junit.xsd")

  private static let samples: [String: Evaluation] = [
    "tracker": TrackerSample.evaluation, "hostile": HostileSample.evaluation, "empty": EmptySample.evaluation,
    "strict": strict, "large": LargeSample.evaluation(cases: 300, tools: 20, repeats: 2),
  ]

  /// A gate that is open, where that fails.
  private static var strict: Evaluation {
    let rule = RuleOutcome(
      .minAccuracy, .arm(Arm(variant: "today", model: TrackerSample.hosted.name)), .inconclusive, threshold: 0.9,
      value: 0.9, low: 0.8, high: 0.95,
      evidence: .rate(over: .cases(13), hasInterval: true, couldBreak: true))
    return SampleEvaluation(
      cases: TrackerSample.cases, models: [TrackerSample.hosted],
      gate: GateOutcome(outcome: .inconclusive, rules: [rule], unmeasured: []), isStrict: true
    ).evaluation
  }

  private func parsed(_ evaluation: Evaluation, redact: @escaping Redaction = { $0 }) throws -> ReadXML {
    try ReadXML.parsed(JUnitReport(evaluation, redact: redact).bytes)
  }

  private func suite(_ name: String, of evaluation: Evaluation = TrackerSample.evaluation) throws -> ReadXML {
    try #require(parsed(evaluation).children.first { $0["name"] == "tracker: \(name)" })
  }

  private func testCase(_ name: String, in suite: ReadXML) throws -> ReadXML {
    try #require(suite.all("testcase").first { $0["name"] == name })
  }

  @Test func keepsItsGolden() throws {
    try Golden.expect(
      JUnitReport(TrackerSample.evaluation).bytes, equals: "Tests/ReportsTests/Goldens/tracker.report.junit.xml")
  }

  // MARK: The schema

  @Test(.enabled(if: XMLLint.path != nil, "xmllint (libxml2-utils) is not installed"), arguments: samples.keys.sorted())
  func fitsTheSchema(name: String) throws {
    let sample = try #require(Self.samples[name])
    #expect(try XMLLint.complaints(about: JUnitReport(sample).bytes, schema: Self.schema) == "")
  }

  @Test(
    .enabled(if: XMLLint.path != nil, "xmllint (libxml2-utils) is not installed"),
    arguments: [
      ("hostname=\"localhost\" ", ""), (" time=\"0.000\"", ""), ("<system-err/>", ""),
      ("timestamp=\"20", "timestamp=\"x"),
      ("</properties>\n", "</properties>\n<testcase name=\"a\"/>"), ("id=\"1\"", "id=\"one\""),
      ("name=\"find-by-words-short\"", "name=\"find-by-words\""),
    ])
  func theSchemaRefusesWhatReadersRefuse(from: String, to: String) throws {
    let text = String(decoding: JUnitReport(TrackerSample.evaluation).bytes, as: UTF8.self)
    let broken = text.replacing(from, with: to, maxReplacements: 1)
    try #require(broken != text)
    #expect(try XMLLint.complaints(about: Array(broken.utf8), schema: Self.schema) != "")
  }

  @Test(arguments: samples.keys.sorted())
  func countsAreThoseOfTheCases(name: String) throws {
    for suite in try parsed(#require(Self.samples[name])).children {
      let cases = suite.all("testcase")
      #expect(suite["tests"] == "\(cases.count)")
      for (count, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
        #expect(suite[count] == "\(cases.count { $0.first(element) != nil })", "\(count) of \(suite["name"])")
      }
    }
  }

  @Test func noTwoCasesShareAName() throws {
    let cases = try parsed(TrackerSample.evaluation).children.flatMap { $0.all("testcase") }
    let names = cases.map { $0["classname"] + "\n" + $0["name"] }
    #expect(Set(names).count == names.count)
    #expect(cases.contains { $0["classname"] == "tracker.rewrite.lexical.search_issues" })
  }

  @Test func aRuleThatIsAppliedTwiceHasTwoNames() throws {
    let rule = RuleOutcome(
      .maxDrop, .arm(Arm(variant: "today", model: "lexical")), .pass, threshold: 0.05, value: 0, low: 0, high: 0,
      evidence: .drop(cases: 11, nil))
    let evaluation = SampleEvaluation(
      cases: TrackerSample.cases, models: [TrackerSample.lexical],
      gate: GateOutcome(outcome: .pass, rules: [rule, rule], unmeasured: [])
    ).evaluation
    let names = try suite("gate", of: evaluation).all("testcase").map { $0["name"] }
    #expect(names == ["max_drop [today, lexical]", "max_drop [today, lexical] (2)"])
  }

  // MARK: What is a failure

  @Test func onlyWhatIsKnownToBeBrokenFails() throws {
    let failing = try parsed(TrackerSample.evaluation).children.flatMap { suite in
      suite.all("testcase").filter { $0.first("failure") != nil }.map { "\(suite["name"]): \($0["name"])" }
    }
    #expect(
      failing == ["tracker: gate: max_tool_drop [rewrite, lexical]", "tracker: rewrite, lexical: list-open-bugs"])
  }

  @Test func aFailureTellsTheStory() throws {
    let broken = try testCase("list-open-bugs", in: suite("rewrite, lexical"))
    let failure = try #require(broken.first("failure"))
    #expect(failure["type"] == "regression")
    #expect(failure["message"] == "0 of 1 right in rewrite; 100.0% in today")
    #expect(failure.text.contains("prompt: List all open issues that are labelled bug."))
    #expect(failure.text.contains("1 × wrong_tool: search_issues"))
    #expect(failure.text.contains("at suites/tracker.yaml:51"))
  }

  @Test func aFlakyCasePassesAndIsCounted() throws {
    let arm = try suite("today, openai:gpt-5-mini")
    #expect(try testCase("find-by-words", in: arm).children.isEmpty)
    let properties = try #require(arm.first("properties")).children
    #expect(properties.first { $0["name"] == "case.find-by-words" }?["value"] == "3/5, 60.0% [23.1, 88.2] at 95%")
    #expect(properties.first { $0["name"] == "accuracy.level" }?["value"] == "0.95")
    #expect(try #require(arm.first("system-out")).text.contains("flaky find-by-words: 3 of 5 right; 2 × wrong_tool"))
  }

  @Test func aCaseThatWasNeverRightIsNeitherNewsNorRight() throws {
    let skipped = try testCase("recovers", in: suite("rewrite, lexical")).first("skipped")
    #expect(try #require(skipped)["message"].hasPrefix("never right, but no regression"))
  }

  @Test func quarantinedCasesAreSkippedWithTheirReason() throws {
    let skipped = try testCase("export-file", in: suite("today, openai:gpt-5-mini")).first("skipped")
    #expect(
      try #require(skipped)["message"]
        == "quarantined until 2026-12-01: the prompt mixes two languages on purpose (3 of 5 right)")
  }

  @Test func whatWasNotScoredIsAnError() throws {
    let error = try testCase("only", in: suite("control, openai:gpt-5-mini", of: EmptySample.evaluation)).first("error")
    #expect(error?["type"] == "timeout")
    #expect(error?["message"] == "not scored: 1 not asked, 1 timeout")
    let gate = try suite("gate", of: EmptySample.evaluation)
    #expect(gate.all("testcase").first?["name"] == "measured [control, openai:gpt-5-mini]")
    #expect(gate["errors"] == "1")
  }

  @Test(
    arguments: [
      ("waiting", "todo: it has no expectation yet"), ("elsewhere", "not asked in control: it has no such tool"),
      ("known", "expected to fail: 0 of 1 right"),
    ])
  func whatIsNotToBeJudgedIsSkippedWithItsReason(id: String, message: String) throws {
    let wrong = SampleAnswer.wrong(.missingCall, "expected 'search', found no call")
    let cases = [
      SampleCase("waiting", "Later.", line: 1, gold: [("search", [:])]) { $0.todo = true },
      SampleCase("elsewhere", "Else.", line: 2, gold: [("search", [:])]) {
        $0.skipIn = ["control": "it has no such tool"]
      },
      SampleCase("known", "Known.", line: 3, gold: [("search", [:])], answers: ["control": [wrong]]) {
        $0.expectedFail = true
      },
    ]
    let evaluation = SampleEvaluation(
      cases: cases, variants: ["control"], models: [TrackerSample.hosted], repeats: 1
    ).evaluation
    let arm = try suite("control, openai:gpt-5-mini", of: evaluation)
    #expect(try testCase(id, in: arm).first("skipped")?["message"] == message)
  }

  @Test func anOpenRuleFailsOnlyWhereItIsStrict() throws {
    let open = try testCase("min_accuracy [rewrite, openai:gpt-5-mini]", in: suite("gate"))
    #expect(
      open.first("skipped")?["message"]
        == "inconclusive: 91.9% [87.0%, 96.8%] at 90% over 13 cases, required: at least 90.0%")
    let strict = try testCase("min_accuracy [today, openai:gpt-5-mini]", in: suite("gate", of: Self.strict))
    #expect(strict.first("failure")?["type"] == "inconclusive")
  }

  // MARK: What others wrote

  @Test func everythingHostileIsText() throws {
    let report = try parsed(HostileSample.evaluation)
    #expect(Set(report.children.map(\.name)) == ["testsuite"])
    #expect(report.strings.contains { $0.contains("</script><img src=x onerror=alert(1)>\"") })
    #expect(report.strings.contains { $0.contains("\\u{1B}[31mred") })
  }

  @Test func onlyCharactersOfXMLAreWritten() {
    let bytes = JUnitReport(HostileSample.evaluation).bytes
    #expect(bytes.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") })
    let strange = SampleEvaluation(
      cases: [SampleCase("a\u{0}b\u{FFFE}c\u{FFFF}", "\u{B}", line: 1, gold: [])], models: [TrackerSample.hosted]
    ).evaluation
    #expect(throws: Never.self) { try parsed(strange) }
  }

  @Test func secretsAreReplaced() throws {
    let strings = try parsed(HostileSample.evaluation, redact: HostileSample.redact).strings
    #expect(strings.contains { $0.contains("<redacted:OPENAI_API_KEY>") })
    #expect(!strings.contains { $0.contains("secret-0123456789") })
  }

  @Test func piecesAddUpToTheWhole() {
    let evaluation = LargeSample.evaluation(cases: 600, tools: 20, repeats: 2)
    var pieces: [[UInt8]] = []
    JUnitReport(evaluation).write { pieces.append($0) }
    #expect(pieces.count > 2)
    #expect(Array(pieces.joined()) == JUnitReport(evaluation).bytes)
  }
}
