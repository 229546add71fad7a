import EvalCore
import OrderedJSON

/// `report.csv`: a row for every trial, for a spreadsheet or a data frame; aggregates are in `report.json`.
///
/// RFC 4180 with a head, in UTF-8 without a mark. A text that a spreadsheet would take for a formula has an apostrophe before
/// it, and characters that cannot be seen are written as `\u{…}`.
struct CSVReport: FileReport {
  let evaluation: Evaluation
  let redact: Redaction

  fileprivate static let columns = [
    "run", "suite", "case", "family", "tags", "variant", "model", "repeat", "outcome", "correct", "reasons", "expected",
    "tools", "calls", "text", "turns", "stopped", "latency_ms", "input_tokens", "output_tokens", "error", "prompt",
    "file", "line", "selection_margin",
  ]

  /// Hands the report to `sink` piece by piece.
  func write(to sink: ([UInt8]) throws -> Void) rethrows {
    let texts = TextGuard(redact: redact)
    let cases = evaluation.run.suite.casesByID
    let strictnesses = Dictionary(firstOf: evaluation.scores.arms.map { ($0.arm, $0.strictness) })
    var out = CSVWriter(texts)
    out.row(Self.columns.map(CSVCell.own))
    for trial in evaluation.scores.trials {
      let arm = trial.trial.arm
      let row = TrialRow(trial, cases[trial.trial.caseID], strictnesses[arm] ?? evaluation.run.suite.strictness, texts)
      out.row([.text(evaluation.run.record.id), .text(evaluation.run.record.suiteName)] + row.cells)
      if out.bytes.isFullPiece { try sink(out.takeBytes()) }
    }
    try sink(out.takeBytes())
  }
}

extension ReportFormat {
  package static let csv = ReportFormat(
    name: "csv", fileName: "report.csv", summary: "a row for every trial",
    mark: CSVReport.columns.prefix(9).joined(separator: ",") + ",",
    make: CSVReport.init(evaluation:redact:))
}

/// One trial in the order of the columns, from `case` on.
private struct TrialRow {
  private let judged: JudgedTrial
  private let evalCase: EvalCase?
  private let strictness: Strictness
  private let texts: TextGuard

  private static let longestJSON = 8_000

  init(_ judged: JudgedTrial, _ evalCase: EvalCase?, _ strictness: Strictness, _ texts: TextGuard) {
    self.judged = judged
    self.evalCase = evalCase
    self.strictness = strictness
    self.texts = texts
  }

  var cells: [CSVCell] { asked + answered + position }

  private var asked: [CSVCell] {
    let trial = judged.trial
    return [
      .text(trial.caseID), .text(evalCase?.family ?? ""), .text(evalCase?.tags.joined(separator: "; ") ?? ""),
      .text(trial.variant), .text(trial.model), .number(trial.repeat),
    ]
  }

  private var answered: [CSVCell] {
    let transcript = judged.transcript
    return [
      .own(judged.outcome.rawValue), .own(judged.outcome.isScored ? "\(judged.isCorrect(strictness))" : ""),
      .text(judged.reasons.details.joined(separator: "; ")), .text(expected),
      .text(judged.calls.map(\.tool).joined(separator: "; ")), .text(calls), .text(transcript.text ?? ""),
      .number(transcript.turns.count), .own(transcript.stopped.rawValue), .own(latency),
      .number(transcript.usage.inputTokens), .number(transcript.usage.outputTokens),
      .text(transcript.failure.map { "\($0.class.rawValue): \($0.message)" } ?? ""),
    ]
  }

  private var position: [CSVCell] {
    [
      .text(evalCase?.prompt ?? ""), .text(evalCase?.position.file ?? ""), .number(evalCase?.position.line),
      .own(margin),
    ]
  }

  /// In nats; empty where there is none.
  private var margin: String { judged.margin.map { "\($0.value)" } ?? "" }

  private var expected: String {
    guard let evalCase else { return "" }
    return texts.line(evalCase.expectation(in: judged.trial.variant).source, limit: Self.longestJSON)
  }

  /// As suites write them; empty where there was none.
  private var calls: String {
    if judged.calls.isEmpty { return "" }
    let calls = judged.calls.map { call -> JSON in
      switch call.call.arguments {
      case .object(let object): .object([call.tool: .object(object)])
      case .malformed(let text, _): .object([call.tool: .string(text)])
      }
    }
    return texts.line(.array(calls), limit: Self.longestJSON)
  }

  /// Of the model's answers alone, in whole milliseconds; empty where there is none.
  private var latency: String {
    let transcript = judged.transcript
    return transcript.turns.isEmpty ? "" : Int(exactly: transcript.latencyMilliseconds.rounded()).map(String.init) ?? ""
  }
}
