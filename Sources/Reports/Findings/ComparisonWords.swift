import EvalCore

/// How a comparison is named, and which of its many changes are more than noise.
extension Comparison {
  /// The candidate, with the baseline where there is one, e.g. `rewrite since main`.
  var title: String { baseline.map { "\(candidate) since \($0)" } ?? candidate }

  /// The control and where it was asked, e.g. `today of baseline main`.
  var controlTitle: String { baseline.map { "\(control) of baseline \($0)" } ?? control }

  /// Of tests that fail the gate.
  static let alpha = 0.05
  /// Of what is found case by case and tag by tag, which explores (`method.md` 2.7).
  static let falseDiscoveryRate = 0.10

  /// Whether a reader should look closer: it does not pass, or something in it changed by more than noise.
  var hasNews: Bool {
    verdict == .fail || verdict == .inconclusive || isSignificant || newFailures.contains(where: \.isKnown)
      || tools.contains { $0.isKnown } || tags.contains { $0.isKnownTag } || flips.contains(where: isKnown)
  }

  /// Tools whose cases changed: known changes first, then the worst.
  var changedTools: [GroupChange] { tools.worstFirst(\.isKnown) }

  /// The same for tags.
  var changedTags: [GroupChange] { tags.worstFirst(\.isKnownTag) }

  /// Known changes first, the largest first among them.
  var rankedFlips: [Flip] { flips.filter(isKnown) + flips.filter { !isKnown($0) } }

  func isKnown(_ flip: Flip) -> Bool { exact || (flip.adjusted ?? 1) <= Self.falseDiscoveryRate }
}

extension Comparison.GroupChange {
  /// A fact, or a drop that stands after Holm over all tools; a gain is not tested tool by tool.
  var isKnown: Bool { isKnown(at: Comparison.alpha) }

  /// The same for a tag.
  var isKnownTag: Bool { isKnown(at: Comparison.falseDiscoveryRate) }

  private func isKnown(at level: Double) -> Bool { delta != 0 && (p == nil || delta < 0 && (adjusted ?? 1) <= level) }

  /// Nobody asked whether it is more than noise, so that no sign says that it is not.
  private var isUntestedGain: Bool { p != nil && delta > 0 }

  /// Before Δ: `~` where a test did not find it to be more than noise.
  func openSign(isKnown: Bool) -> String { isKnown || isUntestedGain || delta == 0 ? "" : "~ " }

  /// Of Δ in points.
  var interval: String { "[\(low.signedPoints), \(high.signedPoints)]" }
}

extension [Comparison.GroupChange] {
  fileprivate func worstFirst(_ isKnown: (Element) -> Bool) -> [Element] {
    let changed = filter { $0.delta != 0 }.sorted { ($0.delta, $0.name) < ($1.delta, $1.name) }
    return changed.filter(isKnown) + changed.filter { !isKnown($0) }
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
