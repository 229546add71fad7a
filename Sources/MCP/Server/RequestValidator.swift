import LoopbackHTTP
import OrderedJSON

/// A request whose form is right, for a method to answer.
struct Route: Sendable {
  let request: RPCRequest
  let revision: Revision
  /// As the client names itself.
  let client: String?
}

/// What an HTTP request to the embedded server leads to.
enum Routes: Sendable {
  case one(Route)
  /// Of a batch, each with its error where its form is wrong.
  case batch([Result<Route, RPCError>])
}

/// What an HTTP request to the embedded server asks for, decided step by step; the first step that objects wins.
///
/// Pure: headers and body in, a route or an answer out (docs/mcp.md 1.2).
struct RequestValidator: Sendable {
  /// Names, beside those of loopback, by which the server may be called.
  var hosts: Set<String> = []
  /// Of the server's own pages.
  var scheme = "http"

  /// What stands in the way.
  enum Rejection: Error, Sendable {
    case http(Int, String)
    /// Another than the one that goes here.
    case method(String, expected: String)
    case rpc(RPCError)
    /// Nothing to answer here: 202 without a body.
    case accepted
  }

  func validate(_ request: LoopbackRequest) throws(Rejection) -> Routes {
    try admit(request, method: "POST")
    let message = try message(request)
    return try unwrap { () throws(RPCError) in
      let header = try request.headers.single("MCP-Protocol-Version")
      let revision = header == nil ? .unnamed : header.flatMap(Revision.init(rawValue:))
      switch try Incoming(message, in: revision) {
      case .nothing: return nil
      case .call(let call): return .one(try route(call, header, request.headers))
      case .batch(let calls):
        let client = request.headers["User-Agent"]
        return .batch(calls.map { $0.map { Self.legacy($0, revision: .march2025, userAgent: client) } })
      }
    }
  }

  /// The steps before the body is looked at.
  func admit(_ request: LoopbackRequest, method: String) throws(Rejection) {
    for name in Self.singletons where request.headers.values(name).count > 1 {
      throw .http(400, "expected one \(name) header, found more")
    }
    try checkOrigin(request.headers)
    guard request.method == method else { throw .method(request.method, expected: method) }
  }

  /// Headers by which a request is judged: with two of them, somebody on the way may have gone by the other one.
  private static let singletons = ["Host", "Origin", "Content-Type"]

  /// The steps that make a body a message, in whichever era.
  func message(_ request: LoopbackRequest) throws(Rejection) -> JSON {
    let type = request.headers["Content-Type"]?.lowercased() ?? ""
    guard type.hasPrefix("application/json") else {
      throw .http(415, "expected Content-Type application/json, found '\(type.excerpt())'")
    }
    do { return try JSON(parsing: request.body) } catch { throw .rpc(.parse("expected JSON, but \(error)")) }
  }

  /// Nil stands for a message that gets no answer.
  private func unwrap<Value>(_ body: () throws(RPCError) -> Value?) throws(Rejection) -> Value {
    let value: Value?
    do { value = try body() } catch { throw .rpc(error) }
    guard let value else { throw .accepted }
    return value
  }

  /// A page in a browser reaches loopback servers through a name that it controls (DNS rebinding), so only names that are
  /// this server's own will do, and no page of another port; MCP hosts that are no browser send no origin.
  private func checkOrigin(_ headers: LoopbackHeaders) throws(Rejection) {
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

extension RequestValidator {
  /// A legacy revision or none in the header and none in the body, or an `initialize` without a modern header, is the
  /// handshake era; anything else must stand the modern rules.
  private func route(
    _ call: RPCRequest, _ header: String?, _ headers: LoopbackHeaders
  ) throws(RPCError) -> Route {
    let legacy = header.map(Revision.init(rawValue:)).map { $0?.isModern == false } ?? true
    guard legacy, call.meta?[RPCRequest.revisionKey] == nil || call.method == "initialize" else {
      return try Self.modern(call, checking: { () throws(RPCError) in try headers.checkRouting(of: call) })
    }
    let revision = header.flatMap(Revision.init(rawValue:)) ?? .unnamed
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
