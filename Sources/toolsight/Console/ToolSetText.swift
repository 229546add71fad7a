import EvalCore
import Foundation
import OrderedJSON
import Reports

/// A tool set for people: a line a tool, or everything of it.
struct ToolSetText {
  private let set: ToolSet

  init(_ set: ToolSet) { self.set = set }

  func text(isVerbose: Bool) -> String {
    let head = "\(set.tools.count) tools, ≈ \(set.estimatedTokens) tokens"
    let width = min(40, set.tools.map(\.name.count).max() ?? 0)
    return ([head] + set.tools.map { isVerbose ? whole($0) : line($0, width: width) }).joined(separator: "\n")
  }

  private func line(_ tool: Tool, width: Int) -> String {
    let description = (tool.description ?? "–").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let room = max(20, Terminal.width - width - 4)
    let shown = description.count > room ? description.prefix(room - 1) + "…" : description[...]
    let name = tool.name + String(repeating: " ", count: max(0, width - tool.name.count))
    return "  \(name)  \(shown)".visible(keepsLines: false)
  }

  private func whole(_ tool: Tool) -> String {
    var lines = ["", "\(tool.name)  ≈ \(tool.estimatedTokens) tokens", tool.description ?? "(no description)"]
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

  func write(to console: ConsoleOptions) {
    Terminal.write(
      console.format == .json ? json.pretty() : text.map { $0.visible(keepsLines: false) }.joined(separator: "\n"))
  }

  private var text: [String] {
    if difference.isEmpty { return ["no difference (≈ \(difference.tokens.after) tokens)"] }
    var lines = difference.added.map { "+ \($0.name)" } + difference.removed.map { "- \($0.name)" }
    lines += difference.renamed.map { "> \($0.from) is now \($0.to)" }
    for change in difference.changed { lines += Self.lines(change) }
    if let change = difference.instructions { lines += ["~ instructions"] + Self.lines(change) }
    lines.append("tokens: ≈ \(difference.tokens.before) → \(difference.tokens.after)")
    return lines
  }

  private static func lines(_ change: ToolSetDifference.Change) -> [String] {
    var lines = ["~ \(change.tool) (≈ \(change.tokens.before) → \(change.tokens.after) tokens)"]
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
