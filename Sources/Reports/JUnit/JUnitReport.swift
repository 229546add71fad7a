import EvalCore

/// `report.junit.xml`: a test suite for the gate and one for each arm, in the form that Jenkins, GitLab and the reporters
/// on GitHub read.
///
/// There is no standard. The file keeps to what both schemas in use allow (that of Ant, and the one that Jenkins checks
/// against): so a case has no properties and no output of its own, and both stand in its suite.
///
/// - A failure is a case that is known to be broken (``BrokenCase``), or a rule of the gate that is not met; a model's
///   mistakes alone are none, because a rate is judged by the gate and not trial by trial.
/// - A case that is sometimes right passes; `system-out` says how often, and so does the property `case.ID`. One that is
///   never right, but not worse than it was, is skipped with that sentence: it is neither news nor right.
/// - A case without any scored trial is an error. Quarantined cases, those expected to fail, and those that were not asked
///   are skipped, and say why.
/// - `classname` is suite, variant, model and expected tool, so that no two cases of a file share a name.
struct JUnitReport: FileReport {
  let evaluation: Evaluation
  let redact: Redaction

  /// Hands the report to `sink` piece by piece.
  func write(to sink: ([UInt8]) throws -> Void) rethrows {
    let texts = TextGuard(redact: redact)
    let findings = RunFindings(evaluation)
    let timestamp = String(evaluation.run.record.startedAt.timestamp.prefix(19))
    var xml = XMLWriter(texts)
    xml.declaration()
    xml.open("testsuites")
    try GateSuite(evaluation).suiteElement.write(to: &xml, at: 0, timestamp: timestamp, sink)
    for (index, score) in evaluation.scores.arms.enumerated() {
      let suite = ArmSuite(score, evaluation, findings, texts).suiteElement
      try suite.write(to: &xml, at: index + 1, timestamp: timestamp, sink)
    }
    xml.close("testsuites")
    try sink(xml.takeBytes())
  }
}

extension ReportFormat {
  package static let junit = ReportFormat(
    name: "junit", fileName: "report.junit.xml", summary: "test cases, for a CI system", mark: ": gate\" package=\"",
    make: JUnitReport.init(evaluation:redact:))
}
