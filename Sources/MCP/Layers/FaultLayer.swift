import EvalCore
import OrderedJSON
import Synchronization

extension CallLayer {
  /// Lets a tool misbehave as the case says.
  static let fault = CallLayer(layer: .fault) { (call, state) throws(RPCError) in
    guard let fault = state.faults.next(call) else { return nil }
    return Decision(result: fault.result, delayMilliseconds: fault.delay)
  }
}

/// Which faults the trials have met so far.
final class FaultCounter: Sendable {
  /// By trial and tool; counted by concurrent requests, hence the lock.
  private let met = Mutex<[Int: [String: Met]]>([:])
  private let seed: UInt64

  private struct Met {
    var calls = 0
    var hits = 0
  }

  /// - Parameter seed: the run's: with the same one a rate hits the same calls.
  init(seed: UInt64) { self.seed = seed }

  /// The fault of this call, counted; nil where the tool has none left, or has luck.
  func next(_ call: LayeredCall) -> Fault? {
    guard let trial = call.trial, let fault = call.served.faults[call.tool] else { return nil }
    if fault.times == nil, fault.rate == 1 { return fault }
    return met.withLock { met in
      let soFar = met[trial]?[call.tool] ?? Met()
      let isHit = soFar.hits < fault.times ?? .max && draw(call, soFar.calls) < fault.rate
      met[trial, default: [:]][call.tool] = Met(calls: soFar.calls + 1, hits: soFar.hits + (isHit ? 1 : 0))
      return isHit ? fault : nil
    }
  }

  /// From 0 up to 1, the same for this call of this conversation whatever runs beside it.
  private func draw(_ call: LayeredCall, _ number: Int) -> Double {
    let digest = ContentDigest.sha256("\(seed)\n\(call.weather ?? "")\n\(call.tool)\n\(number)")
    // 52 bits, as many as a fraction holds.
    let digits = digest.drop { $0 != ":" }.dropFirst().prefix(13)
    return Double(UInt64(digits, radix: 16) ?? 0) / Double(1 << 52)
  }

  func forget(_ trial: Int) {
    _ = met.withLock { $0.removeValue(forKey: trial) }
  }
}

extension Fault {
  /// What a tool in trouble answers; nil where it only comes late.
  var result: JSONObject? {
    switch kind {
    case .error: Methods.error("Internal error: the tool could not do this.")
    case .rateLimited: Methods.error("Rate limit exceeded: try again later.")
    case .timeout: Methods.error("The tool did not answer in time.")
    case .malformed:
      ["content": [["type": "text", "text": #"{"status": "ok", "data": [{"id": 1, "#]], "isError": false]
    case .empty: ["content": [], "isError": false]
    case .circuitOpen:
      Methods.error("Service unavailable: it failed too often and is not called for 30 s. Do something else meanwhile.")
    case .wrongType: ["content": [["type": "text", "text": "[[\"42\"], false]"]], "isError": false]
    case .unauthorized: Methods.error("Unauthorized: this tool does not accept the caller's credentials.")
    case .slow: nil
    }
  }

  /// Milliseconds before the answer; one second for a slow tool whose author gave none.
  var delay: Int { afterMilliseconds > 0 ? afterMilliseconds : (kind == .slow ? 1000 : 0) }
}
