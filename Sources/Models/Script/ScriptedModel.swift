package import EvalCore
import OrderedJSON

/// Answers from a file's lines: the first line that fits a trial's case, variant, repeat and turn answers it.
package struct ScriptedModel: LanguageModel {
  package let card: ModelCard
  /// By case id, the lines that name it or any case, in the file's order.
  private let lines: [ScriptLine]
  private let linesByCase: [String: [Int]]
  private let linesForAny: [Int]

  /// A script that tells repeats apart is not deterministic and is asked as often as the plan says.
  package init(name: String, lines: [ScriptLine]) {
    card = ModelCard(
      name: name, isDeterministic: lines.allSatisfy { $0.repeat == nil },
      note: "answers come from a script, not from a model")
    self.lines = lines
    linesForAny = lines.indices.filter { lines[$0].caseID == nil }
    linesByCase = Dictionary(grouping: lines.indices.filter { lines[$0].caseID != nil }) { lines[$0].caseID! }
  }

  package func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    guard let line = line(for: request.trial, turn: request.turn) else {
      throw EndpointFailure(
        .noScript,
        message: "no line of the script fits case '\(request.trial.caseID)', variant '\(request.trial.variant)', "
          + "repeat \(request.trial.repeat), turn \(request.turn)")
    }
    let tools = FunctionTools(request.catalogue)
    if let status = line.status, status >= 400 { return try answer(status: status, body: line.raw ?? "") }
    if let raw = line.raw { return try answer(raw: raw, tools: tools, turn: request.turn) }
    let calls = line.calls.enumerated().map { index, call in
      ModelCall(id: "call_\(request.turn)_\(index + 1)", name: call.tool, arguments: .object(call.arguments))
    }
    return ModelAnswer(text: line.text, calls: calls, finish: calls.isEmpty ? .stop : .calls)
  }

  private func line(for trial: Trial, turn: Int) -> ScriptLine? {
    let candidates = (linesByCase[trial.caseID] ?? []) + linesForAny
    return candidates.sorted().lazy.map { lines[$0] }.first { $0.fits(trial, turn: turn) }
  }

  private func answer(status: Int, body: String) throws(EndpointFailure) -> ModelAnswer {
    switch ErrorAnswer(status: status, body: Array(body.utf8)) {
    case .failure(let failure): throw failure
    case .refused(let message): ModelAnswer(text: message, finish: .refused)
    case .unparsable(let message): ModelAnswer(text: message, finish: .unparsable)
    }
  }

  private func answer(raw: String, tools: FunctionTools, turn: Int) throws(EndpointFailure) -> ModelAnswer {
    guard let body = try? JSON(parsing: raw) else {
      throw EndpointFailure(.protocol, status: 200, message: "the answer is not JSON")
    }
    return try ChatResponse(whole: body).answer(tools: tools, turn: turn, latencyMilliseconds: 0)
  }
}

extension ScriptLine {
  fileprivate func fits(_ trial: Trial, turn: Int) -> Bool {
    (caseID ?? trial.caseID) == trial.caseID && (variant ?? trial.variant) == trial.variant
      && (`repeat` ?? trial.repeat) == trial.repeat && (self.turn ?? turn) == turn
  }
}
