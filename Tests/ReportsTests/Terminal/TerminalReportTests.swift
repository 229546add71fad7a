import EvalCore
import Testing

@testable import Reports

@Suite struct TerminalReportTests {
  @Test(arguments: [60, 80, 160])
  func keepsItsGolden(width: Int) throws {
    try Golden.expect(TerminalReport(TrackerSample.evaluation, width: width).text, equals: "tracker.\(width).txt")
  }

  @Test(arguments: [0, 20, 33, 40, 57, 80, 100, 132, 200])
  func neverExceedsTheWidth(width: Int) {
    for evaluation in [TrackerSample.evaluation, HostileSample.evaluation, EmptySample.evaluation] {
      for line in TerminalReport(evaluation, width: width).text.split(separator: "\n") {
        #expect(String(line).displayWidth <= max(20, width), "\(line)")
      }
    }
  }

  @Test func aWideTerminalShowsMoreColumns() {
    let wide = TerminalReport(TrackerSample.evaluation, width: 160).text
    let narrow = TerminalReport(TrackerSample.evaluation, width: 60).text
    #expect(wide.contains("macro F1") && wide.contains("tokens"))
    #expect(!narrow.contains("macro F1") && narrow.contains("accuracy"))
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
