/// What a client of the handshake era and the server have agreed on, over a transport that keeps them together.
struct Handshake: Sendable {
  /// By `initialize`; nil before it.
  private(set) var agreed: Revision?
  /// As the client names itself.
  private var client: String?
  /// What requests before `initialize` get.
  private let assumed: Revision

  init(assumed: Revision) { self.assumed = assumed }

  /// Nil where there is nothing to answer.
  mutating func routes(_ incoming: Incoming) -> Routes? {
    switch incoming {
    case .nothing: nil
    case .call(let call): .one(route(call))
    case .batch(let calls): .batch(calls.map { $0.map { route($0) } })
    }
  }

  mutating func route(_ call: RPCRequest) -> Route {
    let route = RequestValidator.legacy(call, revision: agreed ?? assumed, userAgent: client)
    if call.method == "initialize" { (agreed, client) = (route.revision, route.client) }
    return route
  }
}
