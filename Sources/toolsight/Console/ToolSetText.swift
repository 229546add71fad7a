import EvalCore
import Foundation
import Models
import OrderedJSON
import Reports

/// A tool set for people: a line a tool, or everything of it.
struct ToolSetText {
  private let set: ToolSet
  /// Nil where nobody has asked for them.
  private let tokens: CatalogueTokens?

  /// - Parameter tokens: of this set's tools, in their order, to stand beside each.
  init(_ set: ToolSet, _ tokens: CatalogueTokens? = nil) {
    self.set = set
    self.tokens = tokens
  }

  func text(isVerbose: Bool) -> String { "\(head)\n\(list(isVerbose: isVerbose))" }

  var head: String { "\(set.tools.count.counted("tool")), ≈ \(set.estimatedTokens.counted("token"))" }

  func list(isVerbose: Bool) -> String {
    let width = min(40, set.tools.map(\.name.count).max() ?? 0)
    let counts = tokens.map { $0.tools.map(\.count.description) }
    let digits = counts?.map(\.count).max() ?? 0
    return set.tools.enumerated().map { index, tool in
      if isVerbose { return whole(tool, tokens?.tools[index].count) }
      let column = counts.map { String(repeating: " ", count: digits - $0[index].count) + $0[index] + "  " } ?? ""
      return line(tool, width: width, column)
    }.joined(separator: "\n")
  }

  /// Columns for a description beside a name; where there are fewer, it stands below.
  private static let leastRoom = 20

  private func line(_ tool: Tool, width: Int, _ column: String) -> String {
    let description = (tool.description ?? "–").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let head = "  \(column)\(tool.name)" + String(repeating: " ", count: max(0, width - tool.name.count)) + "  "
    let room = Terminal.width - head.displayWidth
    let isCrowded = room < Self.leastRoom
    let shown = description.visible(keepsLines: false).clipped(to: isCrowded ? Terminal.width - 4 : room)
    return (isCrowded ? "  \(column)\(tool.name)" : head).visible(keepsLines: false)
      + (isCrowded ? "\n    " : "") + shown
  }

  private func whole(_ tool: Tool, _ count: TokenCount?) -> String {
    let count = count ?? TokenCount(tool.estimatedTokens, isEstimate: true)
    var lines = ["", "\(tool.name)  \(count.words)", tool.description ?? "(no description)"]
    for (name, schema) in tool.parameters {
      let type = schema["type"]?.stringValue ?? schema["type"]?.compact ?? "any"
      let isRequired = tool.inputSchema["required"]?.arrayValue?.contains(.string(name)) == true
      let description = schema["description"]?.stringValue.map { ": \($0)" } ?? ""
      lines.append("  \(name) (\(type)\(isRequired ? ", required" : ""))\(description)")
    }
    return lines.map { $0.visible(keepsLines: true) }.joined(separator: "\n")
  }
}

/// What changed between two tool sets, for people or machines.
struct DifferenceText {
  private let difference: ToolSetDifference

  init(_ difference: ToolSetDifference) { self.difference = difference }

  func write(to console: Console) {
    if console.format == .json { return Terminal.write(json) }
    Terminal.write(text.map { $0.visible(keepsLines: false) }.joined(separator: "\n"))
  }

  private var text: [String] {
    if difference.isEmpty { return ["no difference (≈ \(difference.tokens.after.counted("token")))"] }
    var lines = difference.added.map { "+ \($0.name)" } + difference.removed.map { "- \($0.name)" }
    lines += difference.renamed.map { "> \($0.from) is now \($0.to)" }
    for change in difference.changed { lines += Self.lines(change) }
    if let change = difference.instructions { lines += ["~ instructions"] + Self.lines(change) }
    lines.append("tokens: ≈ \(difference.tokens.before.grouped) → \(difference.tokens.after.grouped)")
    return lines
  }

  private static func lines(_ change: ToolSetDifference.Change) -> [String] {
    var lines = ["~ \(change.tool) (≈ \(change.tokens.before.grouped) → \(change.tokens.after.counted("token")))"]
    if let description = change.description { lines += Self.lines(description) }
    lines += change.parameters.map { parameter in
      let name = parameter.name.isEmpty ? "the rest of the input schema" : "parameter \(parameter.name)"
      return "    \(name): \(parameter.kind.rawValue)"
    }
    return lines + change.fields.map { "    field \($0)" }
  }

  private static func lines(_ change: ToolSetDifference.TextChange) -> [String] {
    [("-", change.before), ("+", change.after)].compactMap { mark, text in
      text.map { "    \(mark) \($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))" }
    }
  }

  private var json: JSON {
    [
      "added": .array(difference.added.map { .string($0.name) }),
      "removed": .array(difference.removed.map { .string($0.name) }),
      "renamed": .array(difference.renamed.map { ["from": .string($0.from), "to": .string($0.to)] }),
      "changed": .array(difference.changed.map(Self.json)),
      "instructions": difference.instructions.map(Self.json) ?? nil,
      "tokens": Self.json(difference.tokens),
    ]
  }

  private static func json(_ change: ToolSetDifference.Change) -> JSON {
    [
      "tool": .string(change.tool), "description": change.description.map(json) ?? nil,
      "parameters": .array(
        change.parameters.map { ["name": .string($0.name), "kind": .string($0.kind.rawValue)] }),
      "fields": .array(change.fields.map { .string($0) }), "tokens": json(change.tokens),
    ]
  }

  private static func json(_ change: ToolSetDifference.TextChange) -> JSON {
    ["before": change.before.map { .string($0) } ?? nil, "after": change.after.map { .string($0) } ?? nil]
  }

  private static func json(_ change: ToolSetDifference.TokenChange) -> JSON {
    ["before": .number(JSONNumber(change.before)), "after": .number(JSONNumber(change.after))]
  }
}
