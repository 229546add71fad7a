import EvalCore
import LoopbackHTTP
import OrderedJSON

/// Takes HTTP requests to the dispatcher, and its answers back.
struct HTTPEndpoint: Sendable {
  let variants: ServedVariants
  let dispatcher: RequestDispatcher
  let validator: RequestValidator
  let token: String?
  let sessions: EventSessions
  /// Whose requests are answered; nil where anybody's are.
  let tokens: RunTokens?

  func answer(_ request: LoopbackRequest) async -> LoopbackResponse {
    guard let address = Address(path: request.path, token: token), variants.serves(address) else {
      return LoopbackResponse(status: 404, text: "expected the path of a variant that is served here\n")
    }
    do throws(RequestValidator.Rejection) {
      guard let target = target(address, try caller(of: request)) else { throw .http(404, "nothing is served here") }
      switch address.transport {
      case .streamable: return try await answer(request, at: target)
      case .events: return try events(request, at: target, address)
      case .messages: return try take(request, at: target)
      }
    } catch {
      return response(to: error)
    }
  }

  private func answer(_ request: LoopbackRequest, at target: RequestTarget) async throws(RequestValidator.Rejection)
    -> LoopbackResponse
  {
    let routes = try validator.validate(request)
    if case .one(let route) = routes { try checkParameters(of: route, at: target, request.headers) }
    let answer = await dispatcher.answer(routes, at: target)
    if answer.delayMilliseconds > 0 { try? await Task.sleep(for: .milliseconds(answer.delayMilliseconds)) }
    dispatcher.record(answer)
    return .json(answer.body, status: answer.status, answer.headers)
  }

  /// Nil where nobody has to say who they are.
  private func caller(of request: LoopbackRequest) throws(RequestValidator.Rejection) -> Principal? {
    guard let tokens else { return nil }
    let headers = request.headers.values("Authorization")
    guard headers.count == 1, let header = headers.first else { throw .rpc(.unauthorized(error: nil)) }
    let words = header.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bearer", let caller = tokens.principal(of: String(words[1]))
    else { throw .rpc(.unauthorized(error: "invalid_token")) }
    return caller
  }

  private func events(
    _ request: LoopbackRequest, at target: RequestTarget, _ address: Address
  ) throws(RequestValidator.Rejection) -> LoopbackResponse {
    try validator.admit(request, method: "GET")
    // Written anew, because a client could write its path so that it leads to another server when read again.
    let endpoint = address.at(.messages).path(under: Address.root(token: token))
    return try sessions.stream(at: target, endpoint: endpoint)
  }

  private func take(_ request: LoopbackRequest, at target: RequestTarget) throws(RequestValidator.Rejection)
    -> LoopbackResponse
  {
    try validator.admit(request, method: "POST")
    let session = try sessions.session(request.queryValue("session_id"), at: target)
    try session.take(try validator.message(request), requestBytes: request.body.count)
    return LoopbackResponse(status: 202)
  }

  private func target(_ address: Address, _ caller: Principal?) -> RequestTarget? {
    variants.target(address.variant, trial: address.trial, for: caller)
  }

  private func checkParameters(
    of route: Route, at target: RequestTarget, _ headers: LoopbackHeaders
  ) throws(RequestValidator.Rejection) {
    guard route.revision.isModern, route.request.method == "tools/call",
      let tool = route.request.params["name"]?.stringValue,
      let parameters = target.served.tools.headerParameters[tool]
    else { return }
    do { try headers.check(parameters, of: route.request) } catch { throw .rpc(error) }
  }

  private func response(to rejection: RequestValidator.Rejection) -> LoopbackResponse {
    switch rejection {
    case .accepted: LoopbackResponse(status: 202)
    case .method(let found, let expected):
      LoopbackResponse(status: 405, headers: ["Allow": expected], text: "expected \(expected), found \(found)\n")
    case .http(let status, let text): LoopbackResponse(status: status, text: text + "\n")
    case .rpc(let error): .json(error.body.utf8Bytes, status: error.status, error.challenge?.headers ?? [:])
    }
  }
}

extension LoopbackResponse {
  fileprivate static func json(_ body: [UInt8], status: Int, _ more: LoopbackHeaders = [:]) -> LoopbackResponse {
    var headers: LoopbackHeaders = ["Content-Type": "application/json"]
    headers.fields += more.fields
    return LoopbackResponse(status: status, headers: headers, body: .bytes(body))
  }
}

extension RPCError {
  /// - Parameter error: what is wrong with the token that was brought; nil where none was.
  static func unauthorized(error: String?) -> RPCError {
    var refusal = RPCError(
      code: -32_001, status: 401,
      message: error == nil ? "expected a bearer token, found none" : "expected a token of this run, found another")
    refusal.challenge = Challenge(error: error)
    return refusal
  }
}
