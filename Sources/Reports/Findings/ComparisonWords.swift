import EvalCore

/// How a comparison is named, and which of its many changes are more than noise.
extension Comparison {
  /// The candidate, with the baseline where there is one, e.g. `rewrite since main`.
  var title: String { baseline.map { "\(candidate) since \($0)" } ?? candidate }

  /// The control and where it was asked, e.g. `today of baseline main`.
  var controlTitle: String { baseline.map { "\(control) of baseline \($0)" } ?? control }

  /// Whether a reader should look closer: it does not pass, or something in it changed by more than noise.
  var hasNews: Bool {
    verdict == .fail || verdict == .inconclusive || isSignificant || changes.newFailures.contains(where: \.isKnown)
      || (changes.tools + changes.tags).contains(where: \.isKnown) || changes.flips.contains(where: \.isKnown)
  }

  /// Tools whose cases changed: known changes first, then the worst.
  var changedTools: [GroupChange] { changes.tools.worstFirst }

  /// The same for tags.
  var changedTags: [GroupChange] { changes.tags.worstFirst }

  /// Known changes first, the largest first among them.
  var rankedFlips: [Flip] { changes.flips.filter(\.isKnown) + changes.flips.filter { !$0.isKnown } }
}

extension Comparison.GroupChange {
  /// Before Δ: `~` where a test did not find it to be more than noise.
  var openSign: String { isKnown || difference.evidence == .untested || difference.delta == 0 ? "" : "~ " }
}

extension [Comparison.GroupChange] {
  fileprivate var worstFirst: [Element] {
    let changed = filter { $0.difference.delta != 0 }.sorted {
      ($0.difference.delta, $0.name) < ($1.difference.delta, $1.name)
    }
    return changed.filter(\.isKnown) + changed.filter { !$0.isKnown }
  }
}

extension Comparison.PopulationEffect {
  /// Of Δ in points.
  var interval: String { "[\(low.signedPoints), \(high.signedPoints)]" }

  /// By the test, or by the interval where there was no time for a test.
  var isSignificant: Bool { delta != 0 && (p.map { $0 <= 1 - level + 1e-12 } ?? (low > 0 || high < 0)) }
}

extension Comparison.Change<Estimate?> {
  /// E.g. `77.3% → 90.4%`; nil where neither arm has a rate.
  var words: String? {
    control == nil && candidate == nil
      ? nil : "\(control?.value.percent ?? "–") → \(candidate?.value.percent ?? "–")"
  }
}

extension Comparison.TokenChange {
  /// E.g. `2,104 → 2,391 (+13.6%)`, or one number where nothing changed.
  var catalogWords: String { Self.words(Double(catalog.control), Double(catalog.candidate)) }

  /// Nil where an endpoint did not count, and where too much is missing.
  var inputWords: String? {
    guard let before = input.control, let after = input.candidate else { return nil }
    return Self.words(before, after)
  }

  /// What changed, e.g. `tokens of the tool list about 2,104 → 2,391 (+13.6%)`; nil where nothing did.
  var sentence: String? {
    let parts = [
      catalog.control == catalog.candidate ? nil : "the tool list about \(catalogWords)",
      input.control?.whole == input.candidate?.whole ? nil : inputWords.map { "the input of a trial \($0)" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : "tokens of " + parts.joined(separator: ", of ")
  }

  private static func words(_ before: Double, _ after: Double) -> String {
    if before.whole == after.whole { return before.whole }
    let change = before > 0 ? " (\(((after - before) / before).signedPoints)%)" : ""
    return "\(before.whole) → \(after.whole)\(change)"
  }
}

extension Estimate.Scope {
  var words: String { self == .suite ? "these cases" : "cases of this kind" }
}
