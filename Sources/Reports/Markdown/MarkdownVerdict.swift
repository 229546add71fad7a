import EvalCore
import OrderedJSON

/// The sentence under the heading: why the verdict is what it is.
struct MarkdownVerdict {
  private let evaluation: Evaluation
  private let conclusion: Conclusion

  private static let mostArms = 4

  init(_ evaluation: Evaluation, _ conclusion: Conclusion) {
    self.evaluation = evaluation
    self.conclusion = conclusion
  }

  var sentence: Markdown {
    let detection: Markdown? = evaluation.comparisons.isEmpty ? " \(own: conclusion.detection)" : nil
    let warning = conclusion.warning.map { "\n\n\($0, limit: 400)" as Markdown }
    let doubt = conclusion.doubt.map { "\($0, limit: 600)\n\n" as Markdown }
    return "\(doubt)\(reason)\(detection)\(warning)"
  }

  private var reason: Markdown {
    switch conclusion.kind {
    case .unmeasured: unmeasured
    case .judged(.fail): leading(.fail, "failed")
    case .judged(.inconclusive): leading(.inconclusive, "is open")
    case .judged: .own(conclusion.reason)
    }
  }

  private var unmeasured: Markdown {
    let gate = evaluation.gate
    let stale = evaluation.isStrict ? gate.staleDays : nil
    let sentences: [Markdown] = [
      gate.unmeasured.isEmpty
        ? nil : "More than 5% of the trials are missing in \(named(gate.unmeasured)), too many to judge.",
      gate.unmeasuredInBaseline.isEmpty
        ? nil
        : "More than 5% of the trials of the baseline are missing in \(named(gate.unmeasuredInBaseline)), too many to compare with.",
      gate.changedOrigins.isEmpty
        ? nil
        : "Not the same model answered: \(Markdown.joined(gate.changedOrigins.map { "\($0.sentence, limit: 200)" as Markdown }, by: "; ")).",
      stale.map { "The baseline is \(own: $0.amount) days older than this run, which --strict does not accept." },
    ].compactMap(\.self)
    return .joined(sentences, by: " ")
  }

  private func named(_ arms: [Arm]) -> Markdown {
    let named = arms.prefix(Self.mostArms).map { "\($0.words)" as Markdown }
    let rest = arms.count > Self.mostArms ? " and \((arms.count - Self.mostArms).counted("more arm"))" : ""
    return "\(Markdown.joined(named, by: ", "))\(own: rest)"
  }

  /// The first rule of that outcome in full and the number of the others.
  private func leading(_ outcome: Verdict, _ verb: String) -> Markdown {
    let rules = evaluation.gate.rules.filter { $0.verdict == outcome }
    guard let first = rules.first else { return "The gate \(own: verb)." }
    let others = rules.count == 1 ? "" : " (and \((rules.count - 1).counted("more rule")))"
    let subject = first.appliesTo.map { " for \($0)" as Markdown }
    return "\(first.path) \(own: verb)\(subject)\(own: others): \(first.detail, limit: 600)"
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
