import EvalCore
import OrderedJSON

/// What an opened row shows: the conversation, the expectation, and what every arm did, equal trials together.
struct CaseDetail {
  private let entry: CaseEntry
  private let texts: TextGuard

  private static let longestText = 3_000
  private static let longestArguments = 1_000
  private static let longestReason = 400
  /// Of messages, of ways in which one arm answered, and of calls in one of them.
  private static let most = 12

  init(_ entry: CaseEntry, _ texts: TextGuard) {
    self.entry = entry
    self.texts = texts
  }

  var bytes: [UInt8] {
    let evalCase = entry.evalCase
    var out = JSONStream { $0 }
    out.object { out in
      out.array("said", evalCase.history.suffix(Self.most).flatMap(lines)) { out, line in
        out.array([line.role, line.text]) { $0.word($1) }
      }
      out.words("prompts", evalCase.prompts.prefix(Self.most).map { texts.text($0, limit: Self.longestText) })
      out.word("expect", texts.lines(evalCase.expectation.source, limit: Self.longestText))
      out.words("notes", notes.map(reason))
      out.word("at", reason("\(evalCase.position.file):\(evalCase.position.line)"))
      out.array("arms", Array(zip(entry.trials, entry.strictnesses))) { out, arm in
        out.array(TrialWay.ways(arm.0).prefix(Self.most)) { write($1, arm.1, to: &$0) }
      }
    }
    return out.bytes
  }

  private func reason(_ text: String) -> String { texts.text(text, limit: Self.longestReason) }

  private var notes: [String] {
    let evalCase = entry.evalCase
    let elsewhere = evalCase.expectIn.sorted { $0.key < $1.key }.map { variant, expectation in
      "expected in \(variant): \(texts.line(expectation.source, limit: Self.longestReason))"
    }
    let skipped = evalCase.skipIn.sorted { $0.key < $1.key }.map { "not asked in \($0.key): \($0.value)" }
    return elsewhere + skipped
      + [
        evalCase.forbid.isEmpty ? nil : "forbidden: \(evalCase.forbid.map(\.control).joined(separator: ", "))",
        evalCase.family.map { "family: \($0)" },
        evalCase.quarantine.map { "quarantined until \($0.until): \($0.reason)" },
        evalCase.expectedFail ? "expected to fail" : nil,
        evalCase.note,
      ].compactMap(\.self)
  }

  private func lines(_ message: Message) -> [(role: String, text: String)] {
    switch message {
    case .system(let text): [("system", reason(text))]
    case .user(let text): [("user", reason(text))]
    case .assistant(let text, let calls):
      (text.map { [("assistant", reason($0))] } ?? [])
        + calls.map { ("assistant calls", named($0.tool, .object($0.arguments))) }
    case .tool(let results): results.map { ("tool answers", named($0.tool, $0.result.shown)) }
    }
  }

  private func named(_ tool: String, _ value: JSON) -> String {
    "\(texts.text(tool, limit: CaseIsland.longestName)) \(texts.line(value, limit: Self.longestReason))"
  }

  // MARK: What an arm did

  private func write(_ way: TrialWay, _ strictness: Strictness, to out: inout JSONStream) {
    let trial = way.first
    out.object { out in
      out.word("outcome", trial.outcome.rawValue)
      out.word("tone", trial.outcome.tone)
      out.word("repeats", way.repeats.sorted().map(String.init).joined(separator: ", "))
      out.array("why", trial.reasons.prefix(Self.most)) { out, why in
        out.array([why.outcome.rawValue, reason(why.detail)]) { $0.word($1) }
      }
      out.array("calls", trial.calls.prefix(Self.most)) { write($1, strictness, to: &$0) }
      out.word("margin", reason(trial.margin?.words ?? ""))
      out.word("text", texts.text(trial.transcript.text ?? "", limit: 2 * Self.longestReason))
      out.bool("argumentsUnjudged", leavesArgumentsUnjudged(trial, strictness))
      out.word("failure", reason(trial.transcript.failure.map(\.sentence) ?? ""))
    }
  }

  /// Of a right trial whose expectation names arguments that decided nothing and of which no call shows any: a reader would
  /// take the expectation for met.
  private func leavesArgumentsUnjudged(_ trial: JudgedTrial, _ strictness: Strictness) -> Bool {
    strictness == .tools && trial.isCorrect(.tools)
      && entry.evalCase.expectation(in: trial.trial.variant).namesArguments
      && trial.calls.allSatisfy(\.mismatches.isEmpty)
  }

  private func write(_ call: JudgedCall, _ strictness: Strictness, to out: inout JSONStream) {
    out.object { out in
      out.word("tool", texts.text(call.tool, limit: CaseIsland.longestName))
      out.word("shownAs", call.call.name == call.tool ? "" : texts.text(call.call.name, limit: CaseIsland.longestName))
      out.word("arguments", arguments(call.call))
      let mismatches = call.mismatches.prefix(Self.most).map { reason("\($0.kind.rawValue) \($0.at): \($0.detail)") }
      let counts = strictness == .calls
      out.bool("fits", call.matched != nil && !(counts && !mismatches.isEmpty) && !call.isForbidden)
      out.words("wrong", counts ? mismatches : [])
      out.words("uncounted", counts ? [] : mismatches)
    }
  }

  private func arguments(_ call: ModelCall) -> String {
    switch call.arguments {
    case .object(let object): texts.line(.object(object), limit: Self.longestArguments)
    case .malformed(let text, let why): "\(texts.text(text, limit: Self.longestArguments))\n(\(reason(why)))"
    }
  }
}

extension EndpointFailure {
  fileprivate var sentence: String {
    "\(`class`.rawValue)\(status.map { " \($0)" } ?? "") after \(attempts.counted("attempt")): \(message)"
  }
}
