import OrderedJSON

/// What a server says of itself before it is asked for tools.
struct ServerFacts: Sendable {
  let revision: Revision
  let serverInfo: JSON?
  let instructions: String?

  /// From the result of `server/discover` where the modern revision is among those that are supported.
  init(discovered result: JSONObject) {
    revision = .july2026
    serverInfo = result["_meta"]?[Implementation.metaKey]
    instructions = result["instructions"]?.stringValue
  }

  /// From the result of `initialize`.
  init(initialized result: JSONObject) throws(ToolListingFailure) {
    guard let version = result["protocolVersion"]?.stringValue else {
      throw ToolListingFailure(
        .protocol, "expected initialize to give a 'protocolVersion', found \(JSON.object(result).excerpt())")
    }
    guard let revision = Revision(rawValue: version), !revision.isModern else {
      throw ToolListingFailure(
        .protocol,
        "expected initialize to agree on a revision from '\(Revision.november2024.rawValue)' to "
          + "'\(Revision.newestLegacy.rawValue)', found '\(version.excerpt())'")
    }
    self.revision = revision
    serverInfo = result["serverInfo"]
    instructions = result["instructions"]?.stringValue
  }

  /// What a client says in `initialize`.
  static let introduction: JSONObject = [
    "protocolVersion": .string(Revision.newestLegacy.rawValue), "capabilities": [:],
    "clientInfo": .object(Implementation.toolsight),
  ]
}
