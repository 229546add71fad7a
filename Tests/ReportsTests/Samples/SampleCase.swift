import EvalCore
import Foundation
import OrderedJSON

/// What a sample model did in one trial, and what a judge would have said of it.
struct SampleAnswer {
  var outcome: Outcome
  var calls: [(tool: String, arguments: JSON)] = []
  var reasons: [Reason] = []
  var text: String?
  var mismatches: [Mismatch] = []
  var malformed: String?
  var failure: EndpointFailure?

  static func wrong(
    _ outcome: Outcome, _ reason: String, calls: [(String, JSON)] = [], text: String? = nil, mismatches: [Mismatch] = []
  ) -> SampleAnswer {
    SampleAnswer(
      outcome: outcome, calls: calls, reasons: [Reason(outcome, .said(reason))], text: text, mismatches: mismatches)
  }
}

/// A case with everything that every arm answered: `answers["variant"]` is repeated up to the number of repeats.
struct SampleCase {
  let evalCase: EvalCase
  /// The calls that are right; none for a case that expects nothing.
  let gold: [(tool: String, arguments: JSON)]
  /// By `variant` or `variant/model`.
  var answers: [String: [SampleAnswer?]] = [:]

  init(
    _ id: String, _ prompt: String, line: Int, gold: [(String, JSON)], expect: JSON? = nil, tags: [String] = [],
    answers: [String: [SampleAnswer?]] = [:], edit: (inout EvalCase) -> Void = { _ in }
  ) {
    let source = expect ?? (gold.first.map { .object([$0.0: $0.1]) } ?? "none")
    let calls = gold.enumerated().map { index, call in
      ExpectedCall(patterns: [CallPattern(tool: call.0)], path: "calls[\(index)]")
    }
    var evalCase = EvalCase(
      id: id, prompts: [prompt],
      expectation: CaseExpectation(
        alternatives: [calls.isEmpty ? .none : Alternative(groups: [calls])], source: source),
      position: FilePosition(file: "suites/tracker.yaml", line: line, column: 5))
    evalCase.tags = tags
    edit(&evalCase)
    self.evalCase = evalCase
    self.gold = gold
    self.answers = answers
  }

  /// The trial of one repeat; nil where nobody asked.
  func judged(_ trial: Trial) -> JudgedTrial? {
    let scripted = answers["\(trial.variant)/\(trial.model)"] ?? answers[trial.variant] ?? []
    let index = trial.repeat - 1
    if index < scripted.count {
      guard let answer = scripted[index] else { return nil }
      return judged(trial, answer)
    }
    return judged(trial, SampleAnswer(outcome: .correct, calls: gold, text: gold.isEmpty ? "Happy to help." : nil))
  }

  private func judged(_ trial: Trial, _ answer: SampleAnswer) -> JudgedTrial {
    let right = answer.outcome == .correct
    return JudgedTrial(
      transcript: transcript(trial, answer), outcome: answer.outcome, reasons: answer.reasons,
      calls: calls(answer), nameExact: right || answer.outcome == .badArgs, fullExact: right,
      argumentScore: right ? 1 : 0.5, alternative: 0, goldIsNone: gold.isEmpty, confusion: confusion(answer))
  }

  private func transcript(_ trial: Trial, _ answer: SampleAnswer) -> Transcript {
    var transcript = Transcript(trial: trial, startedAt: Date(timeIntervalSince1970: 1_790_000_000))
    transcript.failure = answer.failure
    guard answer.failure == nil else {
      transcript.stopped = .failure
      return transcript
    }
    let latency = Double(380 + (trial.number * 37) % 400)
    transcript.durationMilliseconds = latency + 6.25
    transcript.turns = [
      Turn(
        answer: ModelAnswer(
          text: answer.text, calls: modelCalls(answer), finish: .stop,
          usage: Usage(inputTokens: 1_480, outputTokens: 24), latencyMilliseconds: latency))
    ]
    return transcript
  }

  private func modelCalls(_ answer: SampleAnswer) -> [ModelCall] {
    answer.calls.enumerated().map { index, call in
      let arguments: ModelCall.Arguments =
        answer.malformed.map { .malformed(text: $0, reason: "expected an object, found the end of the text") }
        ?? .object(call.arguments.objectValue ?? [:])
      return ModelCall(id: "call_\(index)", name: call.tool, arguments: arguments)
    }
  }

  private func calls(_ answer: SampleAnswer) -> [JudgedCall] {
    modelCalls(answer).enumerated().map { index, call in
      let place = gold.firstIndex { $0.tool == call.name }
      return JudgedCall(
        turn: index + 1, tool: call.name, call: call, matched: place.map { "calls[\($0)]" },
        mismatches: place == nil ? [] : answer.mismatches)
    }
  }

  private func confusion(_ answer: SampleAnswer) -> [ConfusionCell] {
    guard answer.outcome.isScored else { return [] }
    let predicted: String =
      switch answer.outcome {
      case .malformedCall: ConfusionCell.malformed
      case .unknownTool: ConfusionCell.unknown
      default: answer.calls.first?.tool ?? ConfusionCell.none
      }
    return [ConfusionCell(gold: gold.first?.tool ?? ConfusionCell.none, predicted: predicted, weight: 1)]
  }
}
