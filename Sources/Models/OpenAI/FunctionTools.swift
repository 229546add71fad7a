import EvalCore
import OrderedJSON
import Synchronization

/// A catalogue as Chat Completions function tools, encoded once.
///
/// Schemas go verbatim but for `$schema` and `x-mcp-header`; an absent `properties` is added, because OpenAI wants one.
struct FunctionTools: Sendable {
  let names: WireNames
  /// The JSON array of tools; empty where there are none.
  let encoded: [UInt8]

  init(_ tools: [Tool]) throws(EndpointFailure) {
    let names = try WireNames(tools)
    self.names = names
    encoded = tools.isEmpty ? [] : JSON.array(tools.map { Self.function($0, names.wireName(of: $0.name)) }).utf8Bytes
  }

  private static func function(_ tool: Tool, _ name: String) -> JSON {
    var schema = shown(tool.inputSchema).objectValue ?? ["type": "object"]
    if schema["properties"] == nil { schema["properties"] = .object([:]) }
    var function: JSONObject = ["name": .string(name)]
    if let description = tool.description { function["description"] = .string(description) }
    function["parameters"] = .object(schema)
    // Where it is missing, the API may make the schema strict, and so another one.
    function["strict"] = false
    return ["type": "function", "function": .object(function)]
  }

  /// A schema without what only MCP reads; `x-mcp-header` stands behind `properties` alone.
  private static func shown(_ schema: JSON) -> JSON {
    guard var object = schema.objectValue else { return schema }
    object["$schema"] = nil
    object["x-mcp-header"] = nil
    if let properties = object["properties"]?.objectValue {
      object["properties"] = .object(JSONObject(properties.map { ($0.key, shown($0.value)) }))
    }
    return .object(object)
  }
}

/// The encoded tools of the catalogues that were asked last: encoding hundreds of tools for each trial would dwarf
/// everything else.
final class EncodedCatalogues: Sendable {
  /// By catalogue key. Shared by all trials, hence the lock.
  private let known = Mutex<[String: FunctionTools]>([:])
  private static let most = 32

  func tools(of catalogue: Catalogue) throws(EndpointFailure) -> FunctionTools {
    if let tools = known.withLock({ $0[catalogue.key] }) { return tools }
    let tools = try FunctionTools(catalogue.tools)
    known.withLock { known in
      if known.count >= Self.most { known.removeAll() }
      known[catalogue.key] = tools
    }
    return tools
  }
}
