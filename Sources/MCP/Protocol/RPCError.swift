import Authorization
import EvalCore
import OrderedJSON

/// A JSON-RPC error with the HTTP status that carries it.
struct RPCError: Error, Sendable {
  let code: Int
  let status: Int
  let message: String
  var data: JSON?
  var id: JSON?
  /// Who refused, where it was a layer.
  var layer: Layer?
  /// What stands in the way where it is the token; HTTP says it with a header and a status of its own.
  var refusal: AuthorizationRefusal?

  func to(_ id: JSON?) -> RPCError {
    var error = self
    error.id = id
    return error
  }

  var body: JSON {
    var error: JSONObject = ["code": .number(JSONNumber(code)), "message": .string(message)]
    var data = data
    if let layer {
      var members = data?.objectValue ?? [:]
      members[ToolReply.layerKey] = .string(layer.rawValue)
      data = .object(members)
    }
    if let data { error["data"] = data }
    var body: JSONObject = ["jsonrpc": "2.0"]
    if let id { body["id"] = id }
    body["error"] = .object(error)
    return .object(body)
  }
}

extension RPCError {
  static func refused(_ refusal: AuthorizationRefusal) -> RPCError {
    var error = RPCError(code: -32_001, status: refusal.status, message: refusal.description)
    error.refusal = refusal
    return error
  }
  static func parse(_ message: String) -> RPCError { RPCError(code: -32700, status: 400, message: message) }
  static func invalidRequest(_ message: String) -> RPCError { RPCError(code: -32600, status: 400, message: message) }
  static func methodNotFound(_ method: String) -> RPCError {
    RPCError(code: -32601, status: 404, message: "there is no method '\(method.excerpt())' here")
  }
  static func invalidParams(_ message: String) -> RPCError { RPCError(code: -32602, status: 400, message: message) }
  static func noTool(_ name: String) -> RPCError {
    .invalidParams("there is no tool '\(name.excerpt(limit: 200))' here")
  }
  static func headerMismatch(_ message: String) -> RPCError { RPCError(code: -32020, status: 400, message: message) }
  static func unsupportedVersion(
    _ requested: JSON, offered: [Revision] = Revision.allCases.reversed()
  ) -> RPCError {
    RPCError(
      code: -32022, status: 400,
      message: "expected a protocol revision that is supported here, found \(requested.excerpt())",
      data: ["supported": .array(offered.map { .string($0.rawValue) }), "requested": requested])
  }
}
