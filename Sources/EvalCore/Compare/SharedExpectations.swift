extension Suite {
  /// This suite with what another expects of the cases that both ask, so that both are judged alike.
  ///
  /// - Parameter variants: that the other does not have, whose own expectations stay.
  func expecting(like other: Suite, in cases: Set<String>, keeping variants: Set<String> = []) -> Suite {
    let theirs = other.casesByID
    var suite = self
    suite.strictness = other.strictness
    suite.cases = self.cases.map { own in
      guard cases.contains(own.id), let their = theirs[own.id] else { return own }
      return own.expecting(like: their, keeping: variants)
    }
    return suite
  }
}

extension EvalCase {
  /// The question of this case with everything that another says about its answer.
  fileprivate func expecting(like other: EvalCase, keeping variants: Set<String>) -> EvalCase {
    var copy = self
    copy.expectation = other.expectation
    copy.expectIn = expectIn.filter { variants.contains($0.key) }.merging(other.expectIn) { $1 }
    copy.forbid = other.forbid
    copy.allowExtra = other.allowExtra
    copy.tags = other.tags
    copy.family = other.family
    copy.weight = other.weight
    copy.quarantine = other.quarantine
    copy.expectedFail = other.expectedFail
    return copy
  }
}
