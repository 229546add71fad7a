import Authorization
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
  /// Nil where anybody's requests are answered.
  let access: Access?

  func answer(_ request: LoopbackRequest) async -> LoopbackResponse {
    if let access, access.resource.isDescribed(at: request.path), request.method == "GET" {
      return .json(access.resource.document.utf8Bytes, status: 200)
    }
    guard let address = Address(path: request.path, token: token), variants.serves(address) else {
      return LoopbackResponse(status: 404, text: "expected the path of a variant that is served here\n")
    }
    do throws(RequestValidator.Rejection) {
      guard let target = target(address, try await caller(of: request)) else {
        throw .http(404, "nothing is served here")
      }
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
  private func caller(of request: LoopbackRequest) async throws(RequestValidator.Rejection) -> Principal? {
    do throws(AuthorizationRefusal) { return try await access?.caller(of: request) } catch {
      throw .rpc(.refused(error))
    }
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
    case .rpc(let error):
      .json(error.body.utf8Bytes, status: error.status, error.refusal.flatMap { access?.headers(for: $0) } ?? [:])
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
