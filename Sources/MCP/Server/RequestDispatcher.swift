import EvalCore
import Foundation
import LoopbackHTTP
import OrderedJSON

/// Where a request goes: what is served at a variant's URL, or at a trial's.
struct RequestTarget: Sendable {
  let variant: String
  let trial: Int?
  let served: ServedVariant
  /// As whom; nil where nobody is named.
  var caller: Principal?
  /// See ``LayeredCall/weather``.
  var weather: String?
}

/// Answers routed requests, whatever they came over, and tells the call log.
struct RequestDispatcher: Sendable {
  let layers: LayerState
  /// Nil where anybody is answered.
  var access: Access?
  let log: @Sendable (CallLogEntry) -> Void

  /// An answer that is ready, and goes on the wire ``delayMilliseconds`` later.
  struct Answer: Sendable {
    let body: [UInt8]
    /// Of HTTP.
    let status: Int
    let delayMilliseconds: Int
    /// Of HTTP.
    var headers: LoopbackHeaders = [:]
    /// One for each request that is answered.
    fileprivate let entries: [Entry]
  }

  /// What the call log is told once the answer goes out.
  fileprivate struct Entry {
    let route: Route
    let target: RequestTarget
    let isError: Bool
    let layer: Layer?
    let bytes: Int
    let at: Date
    let start: ContinuousClock.Instant
  }

  private func answer(_ route: Route, at target: RequestTarget) async -> Answer {
    let (at, start) = (Date(), ContinuousClock.now)
    func entry(_ body: [UInt8], isError: Bool, _ layer: Layer?) -> Entry {
      Entry(
        route: route, target: target, isError: isError, layer: layer, bytes: body.count, at: at, start: start)
    }
    do throws(RPCError) {
      let methods = Methods(served: target.served, revision: route.revision, layers: layers)
      let asking = Methods.Asking(trial: target.trial, caller: target.caller, weather: target.weather)
      let reply = try await methods.reply(to: route.request, asking)
      let body = RPCMessage.response(id: route.request.id, result: reply.result)
      return Answer(
        body: body, status: 200, delayMilliseconds: reply.delayMilliseconds,
        headers: reply.retryAfterSeconds.map { ["Retry-After": "\($0)"] } ?? [:],
        entries: [entry(body, isError: reply.isError, reply.layer)])
    } catch {
      let body = error.to(route.request.id).body.utf8Bytes
      // Before 2026-07-28 an error travels in an answer that HTTP calls good, but for what HTTP itself refuses.
      let status = route.revision.isModern || error.refusal != nil ? error.status : 200
      return Answer(
        body: body, status: status, delayMilliseconds: 0,
        headers: error.refusal.flatMap { access?.headers(for: $0) } ?? [:],
        entries: [entry(body, isError: true, error.layer)])
    }
  }

  func answer(_ routes: Routes, at target: RequestTarget) async -> Answer {
    switch routes {
    case .one(let route): await answer(route, at: target)
    case .batch(let batch): await answer(batch, at: target)
    }
  }

  /// The answers to a batch in one array, which goes out with the latest of them.
  private func answer(_ batch: [Result<Route, RPCError>], at target: RequestTarget) async -> Answer {
    var (bodies, delay, entries) = ([[UInt8]](), 0, [Entry]())
    for part in batch {
      switch part {
      case .success(let route):
        let answer = await answer(route, at: target)
        bodies.append(answer.body)
        delay = max(delay, answer.delayMilliseconds)
        entries += answer.entries
      case .failure(let error): bodies.append(error.body.utf8Bytes)
      }
    }
    let body = [UInt8(ascii: "[")] + bodies.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    return Answer(body: body, status: 200, delayMilliseconds: delay, entries: entries)
  }

  /// Call when the answer goes out: its duration counts up to now.
  func record(_ answer: Answer) { for entry in answer.entries { log(CallLogEntry(entry)) } }
}

extension CallLogEntry {
  fileprivate init(_ entry: RequestDispatcher.Entry) {
    let request = entry.route.request
    let isCall = request.method == "tools/call"
    let tool = isCall ? request.params["name"]?.stringValue : nil
    self.init(
      at: entry.at, variant: entry.target.variant, trial: entry.target.trial, method: request.method, tool: tool,
      arguments: isCall ? request.params["arguments"] : nil, isError: entry.isError, responseBytes: entry.bytes,
      responseTokens: TokenEstimate.tokens(bytes: entry.bytes),
      toolVersion: tool.flatMap { entry.target.served.tools.versions[$0] },
      durationMilliseconds: (ContinuousClock.now - entry.start) / .milliseconds(1),
      revision: entry.route.revision.rawValue, client: entry.route.client, layer: entry.layer,
      subject: entry.target.caller?.subject, tenant: entry.target.caller?.tenant)
  }
}
