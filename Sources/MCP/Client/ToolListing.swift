package import OrderedJSON

/// The tools of a live server, read by `ToolListing.fetch`, in the form that a tool-set file has.
package struct ToolListing: Sendable {
  /// `{"tools": […], "serverInfo"?, "instructions"?, "_source"}`; each tool is verbatim.
  package let toolSet: JSON
  /// The one that was spoken.
  package let revision: Revision
  /// Tools that the server listed and that are not in the set.
  package let dropped: [Dropped]

  package struct Dropped: Sendable, Hashable {
    /// Nil where the tool has none.
    package let name: String?
    package let reason: String
  }

  /// - Parameters:
  ///   - source: where the tools came from, for `_source`; nothing secret.
  ///   - checksHeaders: whether a tool that breaks the rules of `x-mcp-header` is dropped, as clients over HTTP must do.
  init(_ facts: ServerFacts, tools: [JSON], source: JSONObject, checksHeaders: Bool) {
    revision = facts.revision
    var kept: [JSON] = []
    var dropped: [Dropped] = []
    var names: Set<CodePointKey> = []
    for tool in tools {
      if let reason = Self.reasonToDrop(tool, names: &names, checksHeaders: checksHeaders) {
        dropped.append(Dropped(name: tool["name"]?.stringValue, reason: reason))
      } else {
        kept.append(tool)
      }
    }
    self.dropped = dropped
    var source = source
    source["protocolVersion"] = .string(facts.revision.rawValue)
    var set: JSONObject = ["tools": .array(kept)]
    set["serverInfo"] = facts.serverInfo
    set["instructions"] = facts.instructions.map { .string($0) }
    set["_source"] = .object(source)
    toolSet = .object(set)
  }

  private static func reasonToDrop(_ tool: JSON, names: inout Set<CodePointKey>, checksHeaders: Bool) -> String? {
    guard case .object = tool else { return "expected an object, found \(tool.excerpt())" }
    guard let name = tool["name"]?.stringValue, !name.isEmpty else {
      return "expected a name, found \(tool["name"].map { $0.excerpt() } ?? "none")"
    }
    guard names.insert(CodePointKey(name)).inserted else { return "another tool has the name '\(name.excerpt())'" }
    guard checksHeaders, let schema = tool["inputSchema"] else { return nil }
    do {
      _ = try HeaderParameter.parameters(of: schema)
      return nil
    } catch {
      return error.description
    }
  }
}
