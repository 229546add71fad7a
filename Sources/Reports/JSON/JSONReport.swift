package import EvalCore

/// `report.json`: everything that a run concluded, for machines; the published schema is `schemas/report.schema.json`.
///
/// The same answers give the same bytes, but for times and the run's id. Each score, case and trial has its own line.
struct JSONReport: FileReport {
  let evaluation: Evaluation
  let redact: Redaction

  fileprivate static let schema = "toolsight/report/v1"

  /// The member `verdict` alone, with the comparisons that it rests on.
  fileprivate var verdict: [UInt8] {
    var out = JSONStream(redact: redact)
    out.open("{")
    out.object("run", evaluation.run)
    out.array("comparisons", evaluation.comparisons)
    out.object("verdict", GateVerdict(evaluation))
    out.close("}\n")
    return out.takeBytes()
  }

  /// Hands the report to `sink` piece by piece.
  func write(to sink: ([UInt8]) throws -> Void) rethrows {
    var out = JSONStream(redact: redact)
    out.open("{")
    out.word("schema", Self.schema)
    out.breakLine()
    out.object("run", evaluation.run)
    try lines("scores", scores, &out, sink)
    try lines("comparisons", evaluation.comparisons, &out, sink)
    out.breakLine()
    out.object("verdict", GateVerdict(evaluation))
    try lines("layers", LayerDecisions.all(of: evaluation.run), &out, sink)
    try lines("cases", evaluation.run.suite.cases, &out, sink)
    try lines("trials", evaluation.scores.trials, &out, sink)
    out.close("\n}\n")
    try sink(out.takeBytes())
  }

  private var scores: [NotedScore] {
    let cards = evaluation.run.plan.models
    let notes = cards.map { ModelNote($0, evaluation) }
    let trials = Dictionary(grouping: evaluation.scores.trials) {
      $0.trial.arm
    }
    return evaluation.scores.arms.map { arm in
      let card = cards.firstIndex { $0.name == arm.model }
      let own = trials[arm.arm] ?? []
      return NotedScore(
        score: arm, note: card.flatMap { cards[$0].note }, notes: card.flatMap { notes[$0] }?.sentences ?? [],
        origins: AnswerOrigins(own.lazy.map(\.transcript)),
        cost: evaluation.cost?.arms.first { $0.variant == arm.variant && $0.model == arm.model })
    }
  }

  private func lines<Value: JSONMembers>(
    _ key: StaticString, _ values: [Value], _ out: inout JSONStream, _ sink: ([UInt8]) throws -> Void
  ) rethrows {
    out.breakLine()
    out.key(key)
    out.open("[")
    for value in values {
      out.breakLine()
      out.object(value)
      if out.bytes.isFullPiece { try sink(out.takeBytes()) }
    }
    out.close("]")
  }
}

extension ReportFormat {
  package static let json = ReportFormat(
    name: "json", fileName: "report.json", summary: "everything, for other programs",
    mark: "\"schema\":\"\(JSONReport.schema)\"",
    make: JSONReport.init(evaluation:redact:))
}

extension Evaluation {
  /// The member `verdict` of `report.json`, with the run and the comparisons that it rests on.
  package func verdictJSON(redact: @escaping Redaction) -> [UInt8] { JSONReport(self, redact: redact).verdict }
}

extension Run: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.word("id", record.id)
    out.text("suite", record.suiteName)
    out.text("suitePath", record.suitePath)
    out.word("startedAt", record.startedAt.timestamp)
    out.word("finishedAt", record.finishedAt?.timestamp)
    out.integer("repeats", record.repeats)
    out.key("seed")
    out.integer(record.seed)
    out.word("judge", suite.strictness.rawValue)
    out.integer("scorerVersion", Scores.scorerVersion)
    out.word("toolsightVersion", record.toolsightVersion)
    out.object("git", record.git)
    out.word("conditions", record.conditions)
    out.texts("variants", plan.variants)
    out.array("models", plan.models)
  }
}

extension RunRecord.GitState: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.word("commit", commit)
    out.bool("dirty", dirty)
  }
}

extension ModelCard: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("name", name)
    out.bool("deterministic", isDeterministic)
    out.bool("givesArguments", givesArguments)
    out.text("note", note)
  }
}
