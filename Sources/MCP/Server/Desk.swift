import EvalCore
import Foundation
import OrderedJSON

/// Where a request goes: a variant's offer, or a trial's.
struct Place: Sendable {
  let variant: String
  let trial: Int?
  let offer: Offer
}

/// Answers routed requests, whatever they came over, and tells the call log.
struct Desk: Sendable {
  let faults = FaultCounter()
  let log: @Sendable (CallLogEntry) -> Void

  /// An answer that is ready, and goes on the wire ``delayMilliseconds`` later.
  struct Answer: Sendable {
    let body: [UInt8]
    /// Of HTTP.
    let status: Int
    let delayMilliseconds: Int
    fileprivate let isError: Bool
    fileprivate let route: Route
    fileprivate let place: Place
    fileprivate let at: Date
    fileprivate let start: ContinuousClock.Instant
  }

  func answer(_ route: Route, at place: Place) -> Answer {
    let (at, start) = (Date(), ContinuousClock.now)
    func answer(_ body: [UInt8], status: Int, isError: Bool, delay: Int = 0) -> Answer {
      Answer(
        body: body, status: status, delayMilliseconds: delay, isError: isError, route: route, place: place, at: at,
        start: start)
    }
    do throws(RPCError) {
      let methods = Methods(offer: place.offer, revision: route.revision, faults: faults)
      let reply = try methods.reply(to: route.request, trial: place.trial)
      let body = RPCMessage.response(id: route.request.id, result: reply.result)
      return answer(body, status: 200, isError: reply.isError, delay: reply.delayMilliseconds)
    } catch {
      // Before 2026-07-28 an error travels in an answer that HTTP calls good.
      let status = route.revision.isModern ? error.status : 200
      return answer(error.to(route.request.id).body.utf8Bytes, status: status, isError: true)
    }
  }

  /// Call when the answer goes out: its duration counts up to now.
  func logged(_ answer: Answer) {
    let request = answer.route.request
    let isCall = request.method == "tools/call"
    let tool = isCall ? request.params["name"]?.stringValue : nil
    log(
      CallLogEntry(
        at: answer.at, variant: answer.place.variant, trial: answer.place.trial, method: request.method, tool: tool,
        arguments: isCall ? request.params["arguments"] : nil, isError: answer.isError,
        responseBytes: answer.body.count, responseTokens: TokenEstimate.tokens(bytes: answer.body.count),
        toolVersion: tool.flatMap { answer.place.offer.tools.versions[$0] },
        durationMilliseconds: (ContinuousClock.now - answer.start) / .milliseconds(1),
        revision: answer.route.revision.rawValue, client: answer.route.client))
  }
}
