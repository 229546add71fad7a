import OrderedJSON

/// Which cases are looked at, and which tools each is about: the one place that plan, comparison, gate and tables ask.
extension EvalCase {
  /// Whether the gate looks at the case: quarantined ones and expected failures only stand in the scores.
  package var countsInGate: Bool { quarantine == nil && !expectedFail }

  /// Whether a run asks the case in a variant.
  package func isAsked(in variant: String) -> Bool { !todo && skipIn[variant] == nil }

  /// What a variant's answer is judged by, in the control's names.
  package func expectation(in variant: String) -> CaseExpectation { expectIn[variant] ?? expectation }
}

extension Suite {
  /// Whether a run asks the case at all.
  package func asks(_ evalCase: EvalCase) -> Bool { variants.contains { evalCase.isAsked(in: $0.name) } }

  /// The cases that a candidate's rules compare with the control's: asked in both, and a matter of the gate.
  package func comparedCases(_ candidate: String) -> [EvalCase] {
    cases.filter { $0.countsInGate && $0.isAsked(in: control.name) && $0.isAsked(in: candidate) }
  }
}

extension CaseExpectation {
  /// The control's names of the tools that the first alternative requires: the gold of an answer that meets nothing, and of
  /// a case that was not asked yet.
  package var firstGoldTools: [String] {
    (alternatives.first?.required ?? []).compactMap { $0.patterns.first?.control }.distinct
  }

  /// Whether the gold hangs on which of several right answers was given.
  package var hasSeveralGolds: Bool {
    alternatives.count > 1 || alternatives.contains { $0.required.contains { $0.patterns.count > 1 } }
  }
}
