import EvalCore
import SuiteFiles

/// The files that one version of a tool set is registered from.
struct RegisteredFiles {
  private let paths: [String]

  init(_ paths: [String]) { self.paths = paths }

  /// All of their tools; exit 2 where two files have one of the same name.
  func toolSet(_ console: Console) throws -> ToolSet {
    var whole = ToolSet(tools: [])
    var holders: [String: String] = [:]
    for path in paths {
      let set = try ToolSetReference(path).toolSet(console)
      for tool in set.tools {
        if let other = holders.updateValue(path, forKey: tool.name) {
          throw CommandFailure(
            .wrongInput, "'\(other)' and '\(path)' both have a tool '\(tool.name)'",
            fix: "register them under two names, and list both in the suite with a prefix")
        }
      }
      whole.tools += set.tools
      whole.serverInfo = whole.serverInfo ?? set.serverInfo
      let instructions = [whole.instructions, set.instructions].compactMap(\.self)
      whole.instructions = instructions.isEmpty ? nil : instructions.joined(separator: "\n\n")
    }
    return whole
  }
}

/// What `--scope` and `--limit` say of tools, by tool.
struct RegisteredSettings {
  private(set) var scopes: [String: [String]] = [:]
  private(set) var rates: [String: String] = [:]

  /// - Parameters:
  ///   - scopes: as `TOOL=SCOPE`.
  ///   - rates: as `TOOL=COUNT/DURATION`.
  init(scopes: [String], rates: [String], of set: ToolSet) throws {
    for text in scopes {
      let (tool, scope) = try Self.pair(text, "--scope", "delete_issue=issues:write", set)
      self.scopes[tool, default: []].append(scope)
    }
    for text in rates {
      let (tool, rate) = try Self.pair(text, "--limit", "search_issues=5/1m", set)
      guard rate.wholeMatch(of: #/[1-9][0-9]{0,8}\/[1-9][0-9]{0,5}[smhd]/#) != nil else {
        throw CommandFailure(
          .wrongInput, "--limit expects a count and a time such as 5/1m, found '\(rate)'",
          fix: "write COUNT/TIME with s, m, h or d")
      }
      self.rates[tool] = rate
    }
  }

  private static func pair(
    _ text: String, _ option: String, _ example: String, _ set: ToolSet
  ) throws -> (tool: String, value: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw CommandFailure(
        .wrongInput, "\(option) expects TOOL=VALUE, found '\(text)'", fix: "write \(option) \(example)")
    }
    guard set[parts[0]] != nil else {
      throw CommandFailure(
        .wrongInput, "\(option) names a tool '\(parts[0])' that is not imported",
        fix: Suggestion.fix(for: parts[0], among: set.tools.map(\.name)))
    }
    return (parts[0], parts[1])
  }
}
