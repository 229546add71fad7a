/// What `max_tool_drop` found of the tools of one comparison: it fails, passes, or could not have failed.
package struct GuardedTools: Sendable, Hashable {
  /// Those that some paired case expects.
  private let tools: [Comparison.GroupChange]
  package let broken: [Comparison.GroupChange]
  /// Where the control is right so seldom that no drop beyond the tolerance is left.
  package let lost: [Comparison.GroupChange]
  /// With too few cases for any drop to show, or none, as `plan` says before anything is asked, or with too few that are right.
  package let tooFew: [String]
  /// Whether any tool could have broken the rule.
  package let isAnyGuarded: Bool

  /// - Parameter listed: all tools of the control.
  package init(_ tools: [Comparison.GroupChange], _ most: Double, of listed: [String]) {
    let enough = Set(tools.filter { $0.difference.room?.isEnough ?? true }.map(\.name))
    self.tools = tools
    broken = tools.filter { $0.difference.breaks(most) }
    lost = tools.filter { $0.difference.room.map { !$0.exceeds(most) } ?? false }
    let told = enough.union(lost.map(\.name))
    tooFew = listed.filter { !told.contains($0) }
    isAnyGuarded = tools.contains { $0.difference.room?.allows(dropBeyond: most) ?? true }
  }

  /// The rule is open only where no tool could break it: one that has nothing to lose, or too few cases, is named and leaves the
  /// others guarded.
  package var verdict: Verdict {
    if tools.isEmpty { return .notApplicable }
    if !broken.isEmpty { return .fail }
    return isAnyGuarded ? .pass : .inconclusive
  }

  /// The tool whose figures stand for the rule: the worst; nil where no paired case expects a tool.
  package var shown: Comparison.GroupChange? {
    (broken.isEmpty ? tools : broken).min { $0.difference.delta < $1.difference.delta }
  }
}

extension Difference {
  /// A drop that is significant over all tools and reaches below the tolerance, or a fact beyond it.
  fileprivate func breaks(_ most: Double) -> Bool {
    if drop == .fact { return !delta.reaches(-most) }
    return drop.isKnown(at: Levels.alpha) && delta < 0 && low <= -most
  }
}
