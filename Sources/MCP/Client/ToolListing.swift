import EvalCore
package import OrderedJSON

/// The tools of a live server, read by `ToolListing.fetch`, in the form that a tool-set file has.
package struct ToolListing: Sendable {
  /// `{"tools": […], "serverInfo"?, "instructions"?, "_source"}`; each tool is verbatim.
  package var toolSet: JSON
  /// The one that was spoken.
  package let revision: Revision
  /// Tools that the server listed and that are not in the set.
  package let dropped: [Dropped]
  /// What is odd about the list as a whole, in sentences that can be shown: whatever the server wrote is on their line.
  package var warnings: [String]

  package struct Dropped: Sendable, Hashable, CustomStringConvertible {
    /// Nil where the tool has none.
    package let name: String?
    package let reason: String

    /// Can be shown, whatever the server wrote.
    package var description: String { "tool '\((name ?? "?").excerpt())' is left out: \(reason)" }
  }

  /// - Parameters:
  ///   - source: where the tools came from, for `_source`; nothing secret.
  ///   - checksHeaders: whether a tool that breaks the rules of `x-mcp-header` is dropped, as clients over HTTP must do.
  ///   - testimony: what a program wrote beside the protocol, which may explain an empty list; empty for none.
  init(
    _ facts: ServerFacts, _ pages: ToolPages, source: JSONObject, checksHeaders: Bool, testimony: String = ""
  ) {
    revision = facts.revision
    var kept: [JSON] = []
    var dropped: [Dropped] = []
    var names: Set<String> = []
    for tool in pages.tools {
      if let reason = Self.reasonToDrop(tool, names: &names, checksHeaders: checksHeaders) {
        dropped.append(Dropped(name: tool["name"]?.stringValue, reason: reason.visible(keepsLines: false)))
      } else {
        kept.append(tool)
      }
    }
    self.dropped = dropped
    warnings = pages.warnings + (pages.tools.isEmpty ? ["the server lists no tools\(testimony)"] : [])
    var source = source
    source["protocolVersion"] = .string(facts.revision.rawValue)
    var set: JSONObject = ["tools": .array(kept)]
    set["serverInfo"] = facts.serverInfo
    set["instructions"] = facts.instructions.map { .string($0) }
    set["_source"] = .object(source)
    toolSet = .object(set)
  }

  private static func reasonToDrop(_ tool: JSON, names: inout Set<String>, checksHeaders: Bool) -> String? {
    if let defect = ToolDefect.all(in: tool).first { return defect.message }
    let name = tool["name"]?.stringValue ?? ""
    guard names.insert(name).inserted else { return "another tool has the name '\(name.excerpt())'" }
    guard checksHeaders, let schema = tool["inputSchema"] else { return nil }
    do {
      _ = try HeaderParameter.parameters(of: schema)
      return nil
    } catch {
      return error.description
    }
  }
}
