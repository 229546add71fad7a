import EvalCore
import JSONSchema
import OrderedJSON

/// What the embedded server answers to each method, for one offer in one revision; pure but for the faults that it counts.
struct Methods: Sendable {
  let served: ServedVariant
  let revision: Revision
  let layers: LayerState

  /// A method's result, encoded, and how late it is to be sent.
  struct Reply: Sendable {
    let result: [UInt8]
    var isError = false
    var delayMilliseconds = 0
    /// Who decided in the tool's place; nil where the tool answered.
    var layer: Layer?
    var retryAfterSeconds: Int?
  }

  /// Who asks, beside what the request itself says.
  struct Asking: Sendable {
    /// Nil for a call that belongs to none.
    var trial: Int?
    var caller: Principal?
    var weather: String?
  }

  func reply(to request: RPCRequest, _ asking: Asking = Asking()) async throws(RPCError) -> Reply {
    switch request.method {
    case "server/discover" where revision.isModern: Reply(result: JSON.object(discovered).utf8Bytes)
    case "initialize" where !revision.isModern: Reply(result: JSON.object(initialized).utf8Bytes)
    case "ping" where !revision.isModern: Reply(result: Array("{}".utf8))
    case "tools/list":
      Reply(result: try served.tools.page(at: request.params["cursor"], revision: revision) { forbidCaching([:]) })
    case "tools/call": try await call(request.params, asking)
    default: throw .methodNotFound(request.method)
    }
  }

  private var discovered: JSONObject {
    var result: JSONObject = ["supportedVersions": Revision.offered, "capabilities": ["tools": [:]]]
    if let instructions = served.instructions { result["instructions"] = .string(instructions) }
    return forbidCaching(result)
  }

  private var initialized: JSONObject {
    var result: JSONObject = [
      "protocolVersion": .string(revision.rawValue), "capabilities": ["tools": [:]],
      "serverInfo": .object(revision.adapt(implementation: served.implementation)),
    ]
    // The field came with 2025-03-26, and older clients pass over what they do not know.
    if let instructions = served.instructions { result["instructions"] = .string(instructions) }
    return result
  }

  /// Nothing may be kept: the next variant must not meet the last one's list.
  private func forbidCaching(_ result: JSONObject) -> JSONObject {
    var result = complete(result)
    guard revision.isModern else { return result }
    result["ttlMs"] = 0
    result["cacheScope"] = "private"
    return result
  }

  /// Since 2026-07-28 every result says that it is complete and whose it is.
  private func complete(_ result: JSONObject) -> JSONObject {
    guard revision.isModern else { return result }
    var result = result
    if result["resultType"] == nil { result["resultType"] = "complete" }
    var meta = result["_meta"]?.objectValue ?? [:]
    meta[Implementation.metaKey] = served.signature
    result["_meta"] = .object(meta)
    return result
  }
}

extension Methods {
  private func call(_ params: JSONObject, _ asking: Asking) async throws(RPCError) -> Reply {
    guard let name = params["name"]?.stringValue else { throw .invalidParams("expected 'name' to be a string") }
    let call = LayeredCall(
      tool: name, served: served, trial: asking.trial, caller: asking.caller, weather: asking.weather)
    // What is kept from a caller is refused before anything is said about it.
    if served.hidden[name] != nil { try refuse(call) }
    guard let tool = served.tools.catalogue[name] else { throw .noTool(name) }
    let arguments = try arguments(params["arguments"])
    var (decision, layer) = try decision(on: call)
    var result = decision?.result ?? [:]
    if decision?.result == nil {
      let answer = await answer(tool, arguments, of: call)
      result = layers.redaction.redacted(answer.result, of: call)
      layer = layer ?? answer.layer
    }
    result = complete(revision.adapt(result: result))
    if let layer { result.mark(decidedBy: layer) }
    return Reply(
      result: JSON.object(result).utf8Bytes, isError: result["isError"] == true,
      delayMilliseconds: decision?.delayMilliseconds ?? 0, layer: layer,
      retryAfterSeconds: decision?.retryAfterSeconds)
  }

  private func decision(on call: LayeredCall) throws(RPCError) -> (CallLayer.Decision?, Layer?) {
    for layer in CallLayer.all {
      if let decision = try layer.decide(call, layers) { return (decision, layer.layer) }
    }
    return (nil, nil)
  }

  /// The layer that hides the tool says why, where the caller may know of it.
  private func refuse(_ call: LayeredCall) throws(RPCError) {
    _ = try decision(on: call)
    var error = RPCError.noTool(call.tool)
    error.layer = served.hidden[call.tool]
    throw error
  }

  private func arguments(_ arguments: JSON?) throws(RPCError) -> JSONObject {
    switch arguments {
    case nil: return [:]
    case .object(let object): return object
    case let other?: throw .invalidParams("expected 'arguments' to be an object, found \(other.excerpt(limit: 200))")
    }
  }

  /// Arguments that do not fit the schema are the caller's mistake, which a result tells (SEP-1303).
  private func answer(_ tool: Tool, _ arguments: JSONObject, of call: LayeredCall) async -> ExecutedResult {
    let arguments = layers.redaction.restored(arguments, of: call)
    let failures = served.tools.catalogue.schemaFailures(arguments, of: tool.name)
    guard failures.isEmpty else {
      let sentences = failures.prefix(10).map(\.description).joined(separator: "; ")
      let sentence = "The arguments do not fit the schema of '\(tool.name)': \(sentences)"
      return ExecutedResult(result: Self.error(sentence), layer: nil)
    }
    let (result, hasSchema) = (served.results[tool.name] ?? .ok, revision.servesOutputSchema(of: tool))
    if let executor = layers.executor, let execution = result.execution(for: arguments) {
      return await executor.execute(execution, arguments: arguments, hasOutputSchema: hasSchema)
    }
    return ExecutedResult(result: result.callResult(arguments: arguments, hasOutputSchema: hasSchema), layer: nil)
  }

  static func error(_ text: String) -> JSONObject {
    ["content": [["type": "text", "text": .string(text)]], "isError": true]
  }
}

extension JSONObject {
  /// A result's `_meta` says which layer of the server decided it, for hosts that look and reports that tell.
  mutating func mark(decidedBy layer: Layer) {
    var meta = self["_meta"]?.objectValue ?? [:]
    meta[ToolReply.layerKey] = .string(layer.rawValue)
    self["_meta"] = .object(meta)
  }
}
