import EvalCore
import JSONSchema
import OrderedJSON

/// What the embedded server answers to each method, for one offer in one revision; pure but for the faults that it counts.
struct Methods: Sendable {
  let served: ServedVariant
  let revision: Revision
  let faults: FaultCounter

  /// A method's result, encoded, and how late it is to be sent.
  struct Reply: Sendable {
    let result: [UInt8]
    var isError = false
    var delayMilliseconds = 0
  }

  /// - Parameter trial: whose faults are counted; nil for a call that belongs to none.
  func reply(to request: RPCRequest, trial: Int?) throws(RPCError) -> Reply {
    switch request.method {
    case "server/discover" where revision.isModern: Reply(result: JSON.object(discovered).utf8Bytes)
    case "initialize" where !revision.isModern: Reply(result: JSON.object(initialized).utf8Bytes)
    case "ping" where !revision.isModern: Reply(result: Array("{}".utf8))
    case "tools/list":
      Reply(result: try served.tools.page(at: request.params["cursor"], revision: revision) { forbidCaching([:]) })
    case "tools/call": try call(request.params, trial: trial)
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
  private func call(_ params: JSONObject, trial: Int?) throws(RPCError) -> Reply {
    guard let name = params["name"]?.stringValue else { throw .invalidParams("expected 'name' to be a string") }
    guard let tool = served.tools.catalogue[name] else {
      throw .invalidParams("there is no tool '\(name.excerpt(limit: 200))' here")
    }
    let arguments = try arguments(params["arguments"])
    let fault = faults.next(tool: name, of: served, trial: trial)
    let result = complete(revision.adapt(result: fault?.result ?? answer(tool, arguments)))
    return Reply(
      result: JSON.object(result).utf8Bytes, isError: result["isError"] == true,
      delayMilliseconds: fault?.delay ?? 0)
  }

  private func arguments(_ arguments: JSON?) throws(RPCError) -> JSONObject {
    switch arguments {
    case nil: return [:]
    case .object(let object): return object
    case let other?: throw .invalidParams("expected 'arguments' to be an object, found \(other.excerpt(limit: 200))")
    }
  }

  /// Arguments that do not fit the schema are the caller's mistake, which a result tells (SEP-1303).
  private func answer(_ tool: Tool, _ arguments: JSONObject) -> JSONObject {
    let failures = served.tools.catalogue.schemaFailures(arguments, of: tool.name)
    guard failures.isEmpty else {
      let sentences = failures.prefix(10).map(\.description).joined(separator: "; ")
      return Self.error("The arguments do not fit the schema of '\(tool.name)': \(sentences)")
    }
    let result = served.results[tool.name] ?? .ok
    return result.callResult(arguments: arguments, hasOutputSchema: revision.servesOutputSchema(of: tool))
  }

  static func error(_ text: String) -> JSONObject {
    ["content": [["type": "text", "text": .string(text)]], "isError": true]
  }
}
