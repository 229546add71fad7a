import OrderedJSON

/// One JSON-RPC request or notification as it came.
struct RPCRequest: Sendable {
  /// A string or a number, echoed exactly; nil for a notification.
  let id: JSON?
  let method: String
  let params: JSONObject

  /// What the request says of itself in `params._meta` since 2026-07-28.
  var meta: JSONObject? { params["_meta"]?.objectValue }

  static let revisionKey = "io.modelcontextprotocol/protocolVersion"
  static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"
  static let clientKey = "io.modelcontextprotocol/clientInfo"

  init(id: JSON?, method: String, params: JSONObject) {
    (self.id, self.method, self.params) = (id, method, params)
  }

  /// - Throws: an error to answer with: not an object, no method, an id of another type, params that are no object.
  init(_ message: JSON) throws(RPCError) {
    guard let object = message.objectValue else { throw .invalidRequest("expected one JSON-RPC object") }
    id = try Self.id(object["id"])
    guard object["jsonrpc"] == "2.0" else { throw RPCError.invalidRequest("expected 'jsonrpc' to be \"2.0\"").to(id) }
    guard let method = object["method"]?.stringValue else {
      throw RPCError.invalidRequest("expected a 'method'").to(id)
    }
    self.method = method
    switch object["params"] {
    case nil: params = [:]
    case .object(let params): self.params = params
    default: throw RPCError.invalidParams("expected 'params' to be an object").to(id)
    }
  }

  private static func id(_ id: JSON?) throws(RPCError) -> JSON? {
    switch id {
    case nil, .string, .number: id
    default: throw .invalidRequest("expected 'id' to be a string or a number")
    }
  }

  /// Whether a message answers something: a server of this kind asks nothing, so it is dropped.
  static func isResponse(_ message: JSON) -> Bool {
    message["method"] == nil && (message["result"] != nil || message["error"] != nil)
  }
}
