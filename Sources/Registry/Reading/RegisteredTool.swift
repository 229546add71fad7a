package import OrderedJSON

/// A tool as one tenant, or everybody, gets it from a registry.
package struct RegisteredTool: Sendable, Hashable {
  package let name: String
  /// As its server listed it.
  package let definition: JSONObject
  package let isEnabled: Bool
  /// What a token must grant.
  package let scopes: [String]
  /// How often it may be called, e.g. `5/1m`; nil for no limit of its own.
  package let rate: String?
  package let deprecation: ToolDeprecation?
  /// Whether a tenant has it otherwise than everybody.
  package let isTenantsOwn: Bool

  /// What the registry says beside the definition, as a record of a run keeps it.
  package var settings: JSONObject {
    var object: JSONObject = [:]
    if !scopes.isEmpty { object["scopes"] = .array(scopes.map { .string($0) }) }
    object["limit"] = rate.map { .string($0) }
    object["deprecated"] = deprecation?.json
    return object
  }
}

/// From when a tool should not be used any more, until when it still answers, and what replaces it.
package struct ToolDeprecation: Sendable, Hashable {
  /// `YYYY-MM-DD`, like ``until``.
  package let since: String
  /// Nil for no end.
  package let until: String?
  /// The tool to use instead, where there is one.
  package let replacement: String?

  package init(since: String, until: String? = nil, replacement: String? = nil) {
    (self.since, self.until, self.replacement) = (since, until, replacement)
  }

  /// Nil where the value is no deprecation.
  package init?(_ json: JSON) {
    guard let since = json["since"]?.stringValue else { return nil }
    self.init(since: since, until: json["until"]?.stringValue, replacement: json["use"]?.stringValue)
  }

  package var json: JSON {
    var object: JSONObject = ["since": .string(since)]
    object["until"] = until.map { .string($0) }
    object["use"] = replacement.map { .string($0) }
    return .object(object)
  }
}
