import OrderedJSON

/// JSON-RPC messages as bytes.
enum RPCMessage {
  /// A response around a result that may come encoded from a cache.
  static func response(id: JSON?, result: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(result.count + 64)
    bytes += #"{"jsonrpc":"2.0","id":"#.utf8
    (id ?? .null).write(into: &bytes)
    bytes += #","result":"#.utf8
    bytes += result
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  static func request(id: Int, _ method: String, _ params: JSONObject) -> [UInt8] {
    JSON.object(["jsonrpc": "2.0", "id": .number(JSONNumber(id)), "method": .string(method), "params": .object(params)])
      .utf8Bytes
  }

  static func notification(_ method: String) -> [UInt8] {
    JSON.object(["jsonrpc": "2.0", "method": .string(method)]).utf8Bytes
  }
}

/// What the other side answered to a request of ours.
enum RPCOutcome: Sendable {
  case result(JSONObject)
  case error(code: Int, message: String, data: JSON?)
  /// An answer that cannot be used, and why: what was expected and what was found.
  case unreadable(String)

  /// Nil where the message answers nothing.
  init?(_ message: JSON) {
    if let result = message["result"], message["method"] == nil {
      self =
        result.objectValue.map { .result($0) }
        ?? .unreadable("expected 'result' to be an object, found \(result.excerpt())")
    } else if let error = message["error"]?.objectValue {
      let message = error["message"]?.stringValue ?? "an error without a message"
      self = .error(code: error["code"]?.numberValue?.intValue ?? 0, message: message, data: error["data"])
    } else {
      return nil
    }
  }

  var isResult: Bool { if case .result = self { true } else { false } }
}
