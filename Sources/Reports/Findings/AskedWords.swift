import EvalCore
import OrderedJSON

/// How much a run asked, for the head of every report, and what its suite holds that it left out.
struct AskedWords {
  private let evaluation: Evaluation

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  /// E.g. `40 cases × 5 repeats (lexical: once), 3 marked todo and left out`.
  var words: String { cases + times + (todo.map { ", \($0)" } ?? "") }

  /// What decides whether a trial is right, e.g. `calls (lexical: tools)`: tools alone of models that give no arguments.
  var strictness: String {
    let suite = evaluation.run.suite.strictness
    let others = models { card in
      evaluation.scores.arms.contains { $0.model == card.name && $0.strictness != suite }
    }
    return suite.rawValue + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")): \(Strictness.tools.rawValue))")
  }

  private var cases: String { (evaluation.scores.arms.map(\.counts.cases).max() ?? 0).counted("case") }

  /// What always answers the same is asked once, whatever the suite says.
  private var times: String {
    let repeats = evaluation.run.record.repeats
    let (once, often) = (models { $0.isDeterministic }, models { !$0.isDeterministic })
    if repeats == 1 || once.isEmpty { return " × \(repeats.counted("repeat"))" }
    return often.isEmpty
      ? ", asked once" : " × \(repeats.counted("repeat")) (\(once.joined(separator: ", ")): once)"
  }

  private func models(_ isMeant: (ModelCard) -> Bool) -> [String] {
    evaluation.run.plan.models.filter(isMeant).map(\.name)
  }

  private var todo: String? {
    let count = evaluation.run.suite.cases.count(where: \.todo)
    return count == 0 ? nil : "\(count.grouped) marked todo and left out"
  }
}

extension Evaluation {
  /// How often most of these arms were asked the same.
  func repeats(of arms: [ArmScore]) -> Int { arms.allSatisfy(\.isDeterministic) ? 1 : run.record.repeats }
}
