import OrderedJSON

/// What `max_tool_drop` says of the tools of one comparison: it fails, passes, or could not have failed.
struct GuardedTools {
  private let tools: [Comparison.GroupChange]
  private let most: Double
  private let broken: [Comparison.GroupChange]
  /// Where the control is right so seldom that no drop beyond the margin is left.
  private let lost: [Comparison.GroupChange]
  /// With too few cases for any drop to show, or none, as `plan` says before anything is asked, or with too few that are right.
  private let tooFew: [String]

  /// - Parameter listed: all tools of the control.
  init(_ tools: [Comparison.GroupChange], _ most: Double, of listed: [String]) {
    let enough = Set(tools.filter { $0.room?.isEnough ?? true }.map(\.name))
    self.tools = tools
    self.most = most
    broken = tools.filter { $0.breaks(most) }
    lost = tools.filter { $0.room.map { !$0.exceeds(most) } ?? false }
    let told = enough.union(lost.map(\.name))
    tooFew = listed.filter { !told.contains($0) }
  }

  /// The rule is open only where no tool could break it: one that has nothing to lose, or too few cases, is named and leaves the
  /// others guarded.
  var verdict: Verdict {
    if tools.isEmpty { return .notApplicable }
    if !broken.isEmpty { return .fail }
    return isAnyGuarded ? .pass : .inconclusive
  }

  private var isAnyGuarded: Bool { tools.contains { $0.room?.allows(dropBeyond: most) ?? true } }

  /// The tool whose figures stand for the rule.
  var shown: Comparison.GroupChange? { (broken.isEmpty ? tools : broken).min { $0.delta < $1.delta } }

  var detail: String {
    guard let shown else { return "no paired case expects a tool" }
    let change = "'\(shown.name)' \(shown.delta.points) points over \(shown.cases.counted("case"))"
    if !broken.isEmpty { return broken.count > 1 ? "\(change), and \(broken.count - 1) more" : change }
    let held = "no tool is known to have dropped by more than \(most.percent); lowest is \(change)"
    if isAnyGuarded {
      return held + unguarded + (nothingToLose.map { "; not guarded, with nothing to lose: \($0)" } ?? "")
    }
    return (nothingToLose.map { "nothing to lose: \($0); " } ?? "too few cases to guard any tool; ") + held
  }

  /// How many tools have too few cases, the one that is shown first where it is one of them.
  private var unguarded: String {
    if tooFew.isEmpty { return "" }
    let named = tooFew.filter { $0 == shown?.name } + tooFew.filter { $0 != shown?.name }
    return
      "; not guarded, with too few cases or right answers: \(tooFew.count.counted("tool")) (\(named.quotedBeginning))"
  }

  /// The first such tool, and how many there are besides.
  private var nothingToLose: String? {
    guard let least = lost.first, let room = least.room else { return nil }
    let others = lost.count > 1 ? ", and \(lost.count - 1) more" : ""
    return "the control is right in \(room.control.percent) of the cases of '\(least.name)'\(others)"
  }
}

extension Comparison.GroupChange {
  /// A drop that is significant over all tools and reaches below the margin, or a fact beyond it.
  fileprivate func breaks(_ most: Double) -> Bool {
    guard p != nil else { return !delta.reaches(-most) }
    return (adjusted ?? 1) <= Difference.alpha && delta < 0 && low <= -most
  }
}
