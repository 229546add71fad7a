import EvalCore

/// A change of where one tool's cases end, in words: `12.0% of search_issues cases now go to list_issues`.
struct Movement {
  let share: String
  /// The tool that is expected; nil where calling nothing is.
  let gold: String?
  let verb: String
  /// The tool that is called instead; nil where none is, or where it is no tool of the catalogue.
  let to: String?
  /// Whether more goes wrong than before.
  let isWorse: Bool

  init(_ moved: Comparison.MovedShare) {
    share = abs(moved.share).percent
    gold = moved.gold == ConfusionCell.none ? nil : moved.gold
    isWorse = moved.share > 0
    let when = isWorse ? "now" : "no longer"
    switch moved.to {
    case ConfusionCell.none: (verb, to) = ("\(when) end without a call", nil)
    case ConfusionCell.unknown: (verb, to) = ("\(when) call a tool that does not exist", nil)
    case ConfusionCell.malformed: (verb, to) = ("\(when) end in a malformed call", nil)
    default: (verb, to) = ("\(when) go to", moved.to)
    }
  }

  var sentence: String {
    "\(share) of \(gold.map { "\($0) cases" } ?? "cases that expect no call") \(verb)\(to.map { " \($0)" } ?? "")"
  }
}
