import LoopbackHTTP
import OrderedJSON

/// A request whose form is right, for a method to answer.
struct Route: Sendable {
  let request: RPCRequest
  let revision: Revision
  /// As the client names itself.
  let client: String?
}

/// What an HTTP request to the embedded server asks for, decided step by step; the first step that objects wins.
///
/// Pure: headers and body in, a route or an answer out (mcp.md 1.2).
struct Ladder: Sendable {
  /// Names, beside those of loopback, by which the server may be called.
  var hosts: Set<String> = []
  /// Of the server's own pages.
  var scheme = "http"

  /// What stands in the way.
  enum Refusal: Error, Sendable {
    case http(Int, String)
    /// Another than the one that goes here.
    case method(String, expected: String)
    case rpc(RPCError)
    /// Nothing to answer here: 202 without a body.
    case accepted
  }

  func climb(_ request: LoopbackRequest) throws(Refusal) -> Route {
    try admit(request, method: "POST")
    let call = try call(request)
    return try refusing { () throws(RPCError) in try route(call, request.headers) }
  }

  /// The steps before the body is looked at.
  func admit(_ request: LoopbackRequest, method: String) throws(Refusal) {
    try checkOrigin(request.headers)
    guard request.method == method else { throw .method(request.method, expected: method) }
  }

  /// The steps that make a body a request to answer, in whichever era.
  func call(_ request: LoopbackRequest) throws(Refusal) -> RPCRequest {
    let type = request.headers["Content-Type"]?.lowercased() ?? ""
    guard type.hasPrefix("application/json") else {
      throw .http(415, "expected Content-Type application/json, found '\(type.excerpt())'")
    }
    let message = try parse(request.body)
    guard !RPCRequest.isResponse(message) else { throw .accepted }
    let call = try refusing { () throws(RPCError) in try RPCRequest(message) }
    guard call.id != nil else { throw .accepted }
    return call
  }

  private func parse(_ body: [UInt8]) throws(Refusal) -> JSON {
    do { return try JSON(parsing: body) } catch { throw .rpc(.parse("expected JSON, but \(error)")) }
  }

  private func refusing<Value>(_ body: () throws(RPCError) -> Value) throws(Refusal) -> Value {
    do { return try body() } catch { throw .rpc(error) }
  }

  /// A page in a browser reaches loopback servers through a name that it controls (DNS rebinding), so only names that are
  /// this server's own will do, and no page of another port; MCP hosts that are no browser send no origin.
  private func checkOrigin(_ headers: LoopbackHeaders) throws(Refusal) {
    guard let host = headers["Host"] else { throw .http(400, "expected a Host header, found none") }
    let called = Authority(host)
    guard isOwn(called.name) else {
      throw .http(421, "expected a Host such as 'localhost' or '127.0.0.1', found '\(host.excerpt())'")
    }
    guard let origin = headers["Origin"] else { return }
    let prefix = "\(scheme)://"
    let asking = Authority(origin.lowercased().hasPrefix(prefix) ? String(origin.dropFirst(prefix.count)) : "")
    guard isOwn(asking.name), asking.port == called.port else {
      throw .http(403, "expected no Origin or this server's own, found '\(origin.excerpt())'")
    }
  }

  private func isOwn(_ name: String) -> Bool {
    name == "127.0.0.1" || name == "localhost" || name == "[::1]" || hosts.contains(name)
  }
}

extension Ladder {
  /// A legacy revision or none in the header and none in the body, or an `initialize` without a modern header, is the
  /// handshake era; anything else must stand the modern rules.
  private func route(_ call: RPCRequest, _ headers: LoopbackHeaders) throws(RPCError) -> Route {
    let header = headers["MCP-Protocol-Version"]?.trimmed
    let legacy = header.map(Revision.init(rawValue:)).map { $0?.isModern == false } ?? true
    guard legacy, call.meta?[RPCRequest.revisionKey] == nil || call.method == "initialize" else {
      return try Self.modern(call, checking: { () throws(RPCError) in try headers.checkRouting(of: call) })
    }
    // Clients before 2025-06-18 send no header; what they get is what the revision before it has.
    let revision = header.flatMap(Revision.init(rawValue:)) ?? .march2025
    return Self.legacy(call, revision: revision, userAgent: headers["User-Agent"])
  }

  /// The modern rules, which are the same over every transport but for the headers.
  ///
  /// - Parameter checking: runs between the check that the request describes itself and the check of what it says.
  static func modern(
    _ call: RPCRequest, checking: () throws(RPCError) -> Void = {}
  ) throws(RPCError) -> Route {
    guard let meta = call.meta, let named = meta[RPCRequest.revisionKey] else {
      throw RPCError.invalidParams("expected params._meta to name '\(RPCRequest.revisionKey)'").to(call.id)
    }
    guard meta[RPCRequest.capabilitiesKey]?.objectValue != nil else {
      throw RPCError.invalidParams("expected params._meta to hold '\(RPCRequest.capabilitiesKey)'").to(call.id)
    }
    try checking()
    guard let text = named.stringValue else {
      throw RPCError.invalidParams("expected '\(RPCRequest.revisionKey)' to be a string").to(call.id)
    }
    guard let revision = Revision(rawValue: text), revision.isModern else {
      throw RPCError.unsupportedVersion(named).to(call.id)
    }
    return Route(request: call, revision: revision, client: meta[RPCRequest.clientKey]?["name"]?.stringValue)
  }

  /// A request of the handshake era; `initialize` itself names the revision, or gets the newest of that era.
  static func legacy(_ call: RPCRequest, revision: Revision, userAgent: String? = nil) -> Route {
    guard call.method == "initialize" else { return Route(request: call, revision: revision, client: userAgent) }
    let asked = call.params["protocolVersion"]?.stringValue.flatMap(Revision.init(rawValue:))
    let agreed = asked.flatMap { $0.isModern ? nil : $0 } ?? .newestLegacy
    return Route(request: call, revision: agreed, client: call.params["clientInfo"]?["name"]?.stringValue ?? userAgent)
  }
}

/// Host and port as a `Host` header or an origin has them.
private struct Authority {
  /// In lower case.
  let name: String
  let port: String

  init(_ text: String) {
    let text = text.trimmed.lowercased()
    let start = text.hasPrefix("[") ? text.firstIndex(of: "]") ?? text.startIndex : text.startIndex
    let colon = text[start...].firstIndex(of: ":") ?? text.endIndex
    name = String(text[..<colon])
    port = String(text[colon...].dropFirst())
  }
}
