import EvalCore

/// The layers' table, the same in every report: a row for each layer, tool and arm of which something was decided.
struct LayerTable {
  let rows: [Row]

  struct Row {
    let decisions: LayerDecisions
    /// Of each next step, in the order of ``LayerTable/steps``.
    let counts: [Int]
  }

  /// The heading of each next step.
  static let steps: [(step: LayerDecisions.NextStep, words: String)] = [
    (.retried, "retried"), (.anotherTool, "another tool"), (.gaveUp, "gave up"), (.asked, "asked"), (.looped, "looped"),
  ]

  init(_ evaluation: Evaluation) {
    rows = LayerDecisions.all(of: evaluation.run).map { decisions in
      Row(decisions: decisions, counts: Self.steps.map { decisions.next[$0.step] ?? 0 })
    }
  }
}
