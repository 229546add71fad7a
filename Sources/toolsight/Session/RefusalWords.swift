import EvalCore
import OrderedJSON
import Reports

extension CommandFailure {
  /// - Parameter option: that brought what cannot be compared with, e.g. `--control git:main`.
  init(_ refusal: ComparisonRefusal, option: String? = nil) {
    let words = RefusalWords(refusal)
    self.init(.wrongInput, (option.map { "\($0): " } ?? "") + words.text, fix: words.fix)
  }
}

/// Why nothing was compared, and what to type instead.
struct RefusalWords {
  let text: String
  let fix: String?

  init(_ refusal: ComparisonRefusal) {
    switch refusal {
    case .conditions(let name, let differences):
      text = "'\(name)' was run under different conditions: \(differences.joined(separator: "; "))"
      fix = "run both under the same, e.g. toolsight run SUITE --control git:main"
    case .models(let name, let theirs, let ours):
      text = "'\(name)' asked \(theirs.joined(separator: ", ")), and this run \(ours.joined(separator: ", "))"
      fix = "run with --model \(theirs.first ?? "MODEL")"
    case .variant(let variant, let name, let known):
      text = "'\(name)' has no variant '\(variant)': it has \(known.joined(separator: ", "))"
      fix = nil
    case .tooFewPairs(let name, let cases):
      text =
        "\(cases.tally) can be paired with '\(name)': \(cases.added.count) added, \(cases.removed.count) removed, "
        + "\(cases.changed.count) changed\(cases.leftOut)"
      fix = "save a new baseline\(cases.wayOut)"
    case .control(let cases, let reason):
      text = "\(cases.tally) can be judged with the control: \(reason)\(cases.leftOut)"
      fix =
        "where something was renamed, list both tool sets under 'variants' and map it with 'rename:'\(cases.wayOut)"
    }
  }
}

extension CaseMatching {
  fileprivate var tally: String { "only \(same.count) of \(count.counted("case"))" }

  /// What cannot be paired, a line for each kind.
  fileprivate var leftOut: String {
    [("added", added), ("removed", removed), ("changed", changed)].filter { !$0.1.isEmpty }
      .map { "\n  \($0): \($1.quotedBeginning)" }.joined()
  }

  fileprivate var wayOut: String { same.isEmpty ? "" : ", or compare what is left with --allow-partial" }
}
