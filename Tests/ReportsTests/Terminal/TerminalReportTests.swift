import EvalCore
import TestSupport
import Testing

@testable import Reports

@Suite struct TerminalReportTests {
  @Test(arguments: [60, 80, 160])
  func keepsItsGolden(width: Int) throws {
    try Golden.expect(
      TerminalReport(TrackerSample.evaluation, width: width).text,
      equals: "Tests/ReportsTests/Goldens/tracker.\(width).txt")
  }

  @Test func keepsTheGoldenOfABaseline() throws {
    try Golden.expect(
      TerminalReport(BaselineSample.evaluation, width: 100).text, equals: "Tests/ReportsTests/Goldens/baseline.100.txt")
  }

  @Test(arguments: [0, 20, 33, 40, 57, 80, 100, 132, 200])
  func neverExceedsTheWidth(width: Int) {
    let samples = [
      TrackerSample.evaluation, HostileSample.evaluation, EmptySample.evaluation, BaselineSample.evaluation,
      CrowdedSample.evaluation,
    ]
    for evaluation in samples {
      for line in TerminalReport(evaluation, width: width).text.split(separator: "\n") {
        #expect(String(line).displayWidth <= max(20, width), "\(line)")
      }
    }
  }

  @Test func aWideTerminalShowsMoreColumns() {
    let wide = TerminalReport(TrackerSample.evaluation, width: 160).text
    let narrow = TerminalReport(TrackerSample.evaluation, width: 60).text
    #expect(wide.contains("  macro F1  ") && wide.contains("tokens"))
    #expect(!narrow.contains("  macro F1  ") && narrow.contains("accuracy"))
    #expect(narrow.contains("\nwider terminals show ") && !wide.contains("wider terminals"))
    #expect([wide, narrow].allSatisfy { $0.hasSuffix("\nwhat the columns mean: toolsight help report\n") })
  }

  /// What is explained is there: the column of p has no room in the narrow one.
  @Test func theLegendExplainsWhatIsShown() {
    let (wide, narrow) = (
      TerminalReport(TrackerSample.evaluation, width: 160).text,
      TerminalReport(TrackerSample.evaluation, width: 60).text
    )
    #expect(wide.contains("; p one-sided") && !narrow.contains("; p one-sided"))
  }

  @Test func escapeSequencesComeOnlyWithColor() {
    let plain = TerminalReport(TrackerSample.evaluation).text
    let colored = TerminalReport(TrackerSample.evaluation, color: true).text
    #expect(!plain.unicodeScalars.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[31m") && colored.contains("\u{1B}[0m"))
    #expect(colored.replacing(/\u{1B}\[\d+m/, with: "") == plain)
  }

  @Test(arguments: [false, true])
  func nothingThatOthersWroteSteersTheTerminal(color: Bool) {
    let text = TerminalReport(HostileSample.evaluation, width: 120, color: color).text
    let own = text.replacing(/\u{1B}\[(0|1|2|31|32|33)m/, with: "")
    let steering = own.unicodeScalars.filter { scalar in
      (scalar.value < 0x20 && scalar != "\n") || (0x7F..<0xA0).contains(scalar.value)
        || [0x202E, 0x2066, 0x200B, 0x2028, 0xE0041].contains(scalar.value)
    }
    #expect(steering.isEmpty)
    #expect(own.contains("\\u{1B}[31mred"))
  }

  @Test func insignificantDifferencesAreMarked() {
    let text = TerminalReport(TrackerSample.evaluation).text
    #expect(text.contains("▲ +9.3"))
    #expect(text.contains("~ −40.0"))
  }

  @Test(arguments: [
    "against today of baseline main", "these cases", "this kind", "▼ −8.1", "~ −8.1    [−21.0, +4.8]",
    "78.2% → 73.1%", "rewrite since main: ! collateral damage, worse without an edit: update_issue −95.0",
    "! no longer correct: close-7, ~ comment", "tokens of the tool list about 1,988 → 2,391 (+20.3%)",
    "the input of a trial 1,403 → 1,766 (+25.9%)", "1 not in the baseline (find-by-words-short)",
    "4 only in the baseline (archive, merge-two, split, …)",
    "1 asked differently in the baseline, or judged by names that it lacks (recovers)",
    "1 quarantined (export-file)", "1 not scored in both (arithmetic)",
    "rewrite: tags: ~ list −10.0, write +5.0, search +47.5", "65.0% of update_issue cases now go to add_comment",
    "flaky, neither right nor wrong: ",
    "find-by-words (today 8/10), recovers (today 7/10)", "! Baseline 'main' is 9.3 days older than this run",
  ])
  func showsWhatOnlyABaselineBrings(text: String) {
    let report = TerminalReport(BaselineSample.evaluation, width: 400).text
    #expect(report.contains(text))
  }

  /// One run a case leaves only one scope, so that the levels must tell the two intervals apart.
  @Test func levelsStandBesideIntervalsOfTheSameScope() {
    let once = Comparison(
      arm: Arm(variant: "rewrite", model: TrackerSample.hosted.name),
      control: "today",
      isDeterministic: false,
      difference: Difference(
        delta: 0.1, low: -0.1, high: 0.3, scope: .population, drop: .tested(p: 0.9, adjusted: 0.9),
        gain: .tested(p: 0.2, adjusted: 0.2), detectable: 0.2),
      tolerance: 0.05,
      population: .init(delta: 0.1, low: -0.2, high: 0.4, level: 0.95, p: 0.4),
      cases: .init(paired: 5),
      verdict: .pass)
    let evaluation = SampleEvaluation(
      cases: TrackerSample.cases, models: [TrackerSample.hosted], repeats: 1, comparisons: [once]
    ).evaluation
    let report = TerminalReport(evaluation, width: 120).text
    #expect(report.contains("this kind  ~ +10.0   90% [−10.0, +30.0]") && report.contains("95% [−20.0, +40.0]"))
    #expect(report.contains("a drop of 20.0 points or more on cases of this kind."))
    #expect(
      IntervalScopes(evaluation).sentence?.hasSuffix(
        "Δ 90% for cases of this kind (the first of two, which the gate uses) and 95% for cases of this kind (the second); "
          + "p one-sided for the first and two-sided for the second") == true)
  }

  @Test func saysNothingWhereNothingChanged() {
    let report = TerminalReport(BaselineSample.evaluation, width: 400).text
    #expect(!report.contains("today since main: tokens") && !report.contains("tools, today since main"))
  }

  @Test func manyComparisonsAreShownWhereTheyDeserveALook() {
    let report = TerminalReport(CrowdedSample.evaluation, width: 120).text
    #expect(report.contains("nothing beyond noise in: shorter, today since main, shorter since main"))
    #expect(report.contains("tools, longer since main") && !report.contains("tools, shorter"))
    #expect(
      report.contains("… and 28 more tools") && report.contains("30 not in the baseline (new-0, new-1, new-2, …)"))
    #expect(report.split(separator: "\n", omittingEmptySubsequences: false).count < 120)
  }

  @Test func saysWhatTheRunCouldHaveDetected() {
    let text = TerminalReport(TrackerSample.evaluation, width: 200).text
    #expect(text.contains("could have detected a drop of 8.7 points"))
  }

  @Test func showsTheNoteOfAModelBesideItsNumbers() {
    let text = TerminalReport(TrackerSample.evaluation, width: 200).text
    #expect(text.contains("lexical\n  lexical ranks tools by words (BM25)"))
    #expect(text.contains("judged by tools alone"))
  }

  @Test func countsMissingTrials() {
    let text = TerminalReport(TrackerSample.evaluation, width: 200).text
    #expect(text.contains("2 of 156 trials could not be scored (1 not asked, 1 rate_limited)"))
  }

  @Test func showsUndefinedRatesAsNothing() {
    let text = TerminalReport(EmptySample.evaluation, width: 120).text
    #expect(text.contains("COULD NOT MEASURE"))
    #expect(!text.contains("nan"))
  }

  @Test func redactsBeforeItCutsAndBreaks() {
    for width in [40, 80, 120] {
      let text = TerminalReport(HostileSample.evaluation, width: width, redact: HostileSample.redact).text
      #expect(!text.contains("sk-\"quoted"))
    }
  }
}
