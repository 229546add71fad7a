package import EvalCore
import OrderedJSON

/// Answers from a file's lines: the first line that fits a trial's case, variant, repeat and turn answers it.
package struct ScriptedModel: LanguageModel {
  package let card: ModelCard
  /// By the case that they name, nil for any; each list in the file's order.
  private let lines: [String?: [Numbered]]

  private struct Numbered {
    let number: Int
    let line: ScriptLine
  }

  /// A script that tells repeats apart is not deterministic and is asked as often as the plan says.
  package init(name: String, lines: [ScriptLine]) {
    card = ModelCard(
      name: name, isDeterministic: lines.allSatisfy { $0.repeat == nil },
      note: "answers come from a script, not from a model")
    self.lines = Dictionary(grouping: lines.enumerated().map { Numbered(number: $0, line: $1) }, by: \.line.caseID)
  }

  package func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    guard let line = line(for: request.trial, turn: request.turn) else { throw Self.noLine(request) }
    if line.raw != nil || line.isError { return try answer(line, request) }
    let calls = line.calls.enumerated().map { index, call in
      ModelCall(id: "call_\(request.turn)_\(index + 1)", name: call.tool, arguments: .object(call.arguments))
    }
    return ModelAnswer(text: line.text, calls: calls, finish: calls.isEmpty ? .stop : .calls)
  }

  private func line(for trial: Trial, turn: Int) -> ScriptLine? {
    let first = [trial.caseID, nil].compactMap { named in lines[named]?.first { $0.line.fits(trial, turn: turn) } }
    return first.min { $0.number < $1.number }?.line
  }

  private static func noLine(_ request: ModelRequest) -> EndpointFailure {
    let trial = request.trial
    return EndpointFailure(
      .noScript,
      message: "no line of the script fits case '\(trial.caseID)', variant '\(trial.variant)', repeat \(trial.repeat), "
        + "turn \(request.turn)")
  }

  /// What a body, or an error's status, would mean if an endpoint answered it.
  private func answer(_ line: ScriptLine, _ request: ModelRequest) throws(EndpointFailure) -> ModelAnswer {
    let body = Array((line.raw ?? line.text ?? "").utf8)
    let names = try WireNames(request.catalogue.tools, ChatCompletions.limits)
    let redactor = Redactor(keys: [:])
    do throws(ErrorAnswer) {
      if let status = line.status, line.isError { throw ErrorAnswer(status: status, ErrorWords(body, redactor)) }
      return try ChatResponse(EndpointBody(whole: body), redactor).wireAnswer().validate()
        .modelAnswer(names, taken: request.callIDs)
    } catch {
      switch error.resolve(askedWith: nil) {
      case .refused(let message):
        return ModelAnswer(text: message, finish: .refused, refusedByStatus: line.status ?? 200)
      case .unparsable(let message):
        return ModelAnswer(text: message, finish: .unparsable, refusedByStatus: line.status ?? 200)
      case .failure, .worded: throw error.failure(status: line.status ?? 200)
      }
    }
  }
}

extension ScriptLine {
  fileprivate var isError: Bool { (status ?? 200) >= 400 }

  fileprivate func fits(_ trial: Trial, turn: Int) -> Bool {
    (variant ?? trial.variant) == trial.variant && (`repeat` ?? trial.repeat) == trial.repeat
      && (self.turn ?? turn) == turn
  }
}
