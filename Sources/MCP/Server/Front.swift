import LoopbackHTTP
import OrderedJSON

/// Takes HTTP requests to the desk.
struct Front: Sendable {
  let offers: Offers
  let desk: Desk
  let ladder: Ladder
  let token: String?
  let sessions: EventSessions

  func answer(_ request: LoopbackRequest) async -> LoopbackResponse {
    guard let address = Address(path: request.path, token: token), let place = place(address) else {
      return LoopbackResponse(status: 404, text: "expected the path of a variant that is served here\n")
    }
    do throws(Ladder.Refusal) {
      switch address.door {
      case .streamable: return try await answer(request, at: place)
      case .events: return try events(request, at: place, address)
      case .messages: return try take(request, at: place)
      }
    } catch {
      return response(to: error)
    }
  }

  private func answer(_ request: LoopbackRequest, at place: Place) async throws(Ladder.Refusal) -> LoopbackResponse {
    let routes = try ladder.climb(request)
    if case .one(let route) = routes { try checkParameters(of: route, at: place, request.headers) }
    let answer = desk.answer(routes, at: place)
    if answer.delayMilliseconds > 0 { try? await Task.sleep(for: .milliseconds(answer.delayMilliseconds)) }
    desk.logged(answer)
    return .json(answer.body, status: answer.status)
  }

  private func events(
    _ request: LoopbackRequest, at place: Place, _ address: Address
  ) throws(Ladder.Refusal) -> LoopbackResponse {
    try ladder.admit(request, method: "GET")
    // Written anew, because a client could write its path so that it leads to another server when read again.
    let endpoint = address.at(.messages).path(under: Address.root(token: token))
    return try sessions.stream(at: place, endpoint: endpoint)
  }

  private func take(_ request: LoopbackRequest, at place: Place) throws(Ladder.Refusal) -> LoopbackResponse {
    try ladder.admit(request, method: "POST")
    let session = try sessions.session(request.queryValue("session_id"), at: place)
    try session.take(try ladder.message(request), requestBytes: request.body.count)
    return LoopbackResponse(status: 202)
  }

  private func place(_ address: Address) -> Place? {
    let (variant, trial) = (address.variant, address.trial)
    let offer = if let trial { offers.offer(variant: variant, trial: trial) } else { offers.offer(variant: variant) }
    return offer.map { Place(variant: variant, trial: trial, offer: $0) }
  }

  private func checkParameters(
    of route: Route, at place: Place, _ headers: LoopbackHeaders
  ) throws(Ladder.Refusal) {
    guard route.revision.isModern, route.request.method == "tools/call",
      let tool = route.request.params["name"]?.stringValue,
      let parameters = place.offer.tools.headerParameters[tool]
    else { return }
    do { try headers.check(parameters, of: route.request) } catch { throw .rpc(error) }
  }

  private func response(to refusal: Ladder.Refusal) -> LoopbackResponse {
    switch refusal {
    case .accepted: LoopbackResponse(status: 202)
    case .method(let found, let expected):
      LoopbackResponse(status: 405, headers: ["Allow": expected], text: "expected \(expected), found \(found)\n")
    case .http(let status, let text): LoopbackResponse(status: status, text: text + "\n")
    case .rpc(let error): .json(error.body.utf8Bytes, status: error.status)
    }
  }
}

extension LoopbackResponse {
  fileprivate static func json(_ body: [UInt8], status: Int) -> LoopbackResponse {
    LoopbackResponse(status: status, headers: ["Content-Type": "application/json"], body: .bytes(body))
  }
}
