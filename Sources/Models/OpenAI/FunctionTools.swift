import EvalCore
import OrderedJSON

/// A catalogue as Chat Completions function tools, encoded once, with the names that the wire can carry.
///
/// Schemas go verbatim but for `$schema` and `x-mcp-header`; an absent `properties` is added, because OpenAI wants one.
struct FunctionTools: Sendable {
  /// The JSON array of tools.
  let encoded: [UInt8]
  private let wireNames: [String: String]
  private let toolNames: [String: String]

  init(_ catalogue: Catalogue) {
    var wireNames: [String: String] = [:]
    var toolNames: [String: String] = [:]
    let functions = catalogue.tools.map { tool -> JSON in
      let wire = Self.wireName(tool.name, taken: toolNames)
      wireNames[tool.name] = wire
      toolNames[wire] = tool.name
      return Self.function(tool, name: wire)
    }
    self.wireNames = wireNames
    self.toolNames = toolNames
    encoded = JSON.array(functions).utf8Bytes
  }

  func wireName(of tool: String) -> String { wireNames[tool] ?? tool }
  /// The tool's own name; a name that no tool has stays as it is.
  func toolName(of wire: String) -> String { toolNames[wire] ?? wire }

  private static func function(_ tool: Tool, name: String) -> JSON {
    var schema = tool.inputSchema.objectValue ?? ["type": "object"]
    schema["$schema"] = nil
    if schema["properties"] == nil { schema["properties"] = .object([:]) }
    if let properties = schema["properties"]?.objectValue {
      schema["properties"] = .object(JSONObject(properties.map { ($0.key, withoutHeaders($0.value)) }))
    }
    var function: JSONObject = ["name": .string(name)]
    if let description = tool.description { function["description"] = .string(description) }
    function["parameters"] = .object(schema)
    function["strict"] = false
    return ["type": "function", "function": .object(function)]
  }

  private static func withoutHeaders(_ property: JSON) -> JSON {
    guard var object = property.objectValue, object["x-mcp-header"] != nil else { return property }
    object["x-mcp-header"] = nil
    return .object(object)
  }

  /// `[A-Za-z0-9_-]{1,64}`: other characters become `_`; a name that is too long or taken ends in a digest of the original.
  private static func wireName(_ name: String, taken: [String: String]) -> String {
    let safe = String(String.UnicodeScalarView(name.unicodeScalars.map { allowed($0) ? $0 : "_" }))
    if !safe.isEmpty && safe.utf8.count <= 64 && taken[safe] == nil { return safe }
    return "\(safe.prefix(55))_\(ContentDigest.sha256(Array(name.utf8)).suffix(8))"
  }

  private static func allowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-")
  }
}
