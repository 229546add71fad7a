import EvalCore
import OrderedJSON
import Reports

/// What a change of a tool list breaks, for people or machines: by severity, then by tool.
struct BreakingText {
  private let changes: BreakingChanges

  init(_ changes: BreakingChanges) { self.changes = changes }

  func write(to console: Console) {
    if console.format == .json { return Terminal.write(json) }
    let lines = text(width: Terminal.width, isVerbose: console.isVerbose)
    Terminal.write(lines.map { $0.visible(keepsLines: false) }.joined(separator: "\n"))
  }

  /// - Parameter isVerbose: whether texts are whole, and rules say what they mean.
  func text(width: Int, isVerbose: Bool = false) -> [String] {
    if changes.all.isEmpty { return ["no change that callers, readers of results or models would notice"] }
    let parts = BreakingRule.Severity.allCases.flatMap { severity in
      let ofSeverity = changes.all.filter { $0.rule.severity == severity }
      return ofSeverity.isEmpty ? [] : [severity.rawValue] + lines(ofSeverity, width, isVerbose) + [""]
    }
    let counts = BreakingRule.Severity.allCases.map { "\(changes.count($0).grouped) \($0.rawValue)" }
    return parts + [counts.joined(separator: ", ")]
  }

  /// By tool, each in the order in which it comes first.
  private func lines(_ changes: [BreakingChange], _ width: Int, _ isVerbose: Bool) -> [String] {
    let names = JSONObject(changes.map { ($0.tool ?? "", .null) }).keys
    return names.flatMap { name in
      let ofTool = changes.filter { ($0.tool ?? "").hasSameScalars(as: name) }
      if !isVerbose, ofTool.count == 1, ofTool[0].isBare { return ["  \(name): \(ofTool[0].rule.key)"] }
      return ["  \(name.isEmpty ? "(the server)" : name)"]
        + ofTool.flatMap { BreakingLines($0, width: width, isVerbose: isVerbose).lines }
    }
  }
}

/// One change as lines that fit: on one where there is room, else what was and what is below it.
private struct BreakingLines {
  let lines: [String]

  init(_ change: BreakingChange, width: Int, isVerbose: Bool) {
    let head = "    \(change.rule.key)" + (change.path.map { " at \($0)" } ?? "")
    let parts = Self.words(change, limit: isVerbose ? .max : max(20, width - 2 * Self.indent.count))
    let short = "\(head): \(parts.before ?? Self.nothing) → \(parts.after ?? Self.nothing)"
    let rows = [("-", parts.before), ("+", parts.after)].flatMap { mark, text in
      text.map { Self.broken("\(mark) \($0)", width) } ?? []
    }
    let place = change.isBare ? head : short
    let meaning = isVerbose ? Self.broken(change.rule.summary, width) : []
    lines = (place.displayWidth <= width ? [place] : [head] + rows) + meaning
  }

  private static let nothing = "–"
  private static let indent = "      "

  private static func broken(_ text: String, _ width: Int) -> [String] {
    text.broken(at: max(20, width - indent.count)).map { indent + $0 }
  }

  private static func words(_ change: BreakingChange, limit: Int) -> (before: String?, after: String?) {
    if case .text(let before) = change.before, case .text(let after) = change.after, limit < .max {
      let difference = TextDifference(from: before, to: after)
      return (difference.before, difference.after)
    }
    return (change.before?.shown(limit: limit), change.after?.shown(limit: limit))
  }
}

extension BreakingChange {
  /// Whether its rule says all of it.
  fileprivate var isBare: Bool { before == nil && after == nil }
}

extension BreakingChange.Part {
  /// On one line.
  ///
  /// - Parameter limit: of a keyword's value, which has no spaces to be broken at.
  fileprivate func shown(limit: Int) -> String {
    switch self {
    case .text(let text): text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    case .words(let words): words.joined(separator: ", ")
    case .values(let values): values.map(\.compact).joined(separator: ", ")
    case .keyword(let name, let value): "\(name) \(value.compact.excerpt(limit: limit))"
    }
  }

  fileprivate var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .words(let words): .array(words.map { .string($0) })
    case .values(let values): .array(values)
    case .keyword(let name, let value): [name: value]
    }
  }
}

// MARK: - JSON

extension BreakingText {
  var json: JSON {
    let counts = BreakingRule.Severity.allCases.map { ($0.rawValue, JSON.number(JSONNumber(changes.count($0)))) }
    return .object(JSONObject([("changes", .array(changes.all.map(Self.json)))] + counts))
  }

  private static func json(_ change: BreakingChange) -> JSON {
    [
      "severity": .string(change.rule.severity.rawValue), "rule": .string(change.rule.key),
      "affects": .array(change.rule.affects.map { .string($0.rawValue) }),
      "tool": change.tool.map { .string($0) } ?? nil, "in": change.side.map { .string($0.rawValue) } ?? nil,
      "path": change.path.map { .string($0.description) } ?? nil,
      "before": change.before?.json ?? nil, "after": change.after?.json ?? nil,
    ]
  }
}
