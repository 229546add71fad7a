import EvalCore
import OrderedJSON
import Synchronization

/// Which faults the trials have met so far.
final class FaultCounter: Sendable {
  /// By trial and tool; counted by concurrent requests, hence the lock.
  private let met = Mutex<[Int: [String: Int]]>([:])

  /// The fault of this call, counted; nil where the tool has none left.
  func next(tool: String, of served: ServedVariant, trial: Int?) -> Fault? {
    guard let trial, let fault = served.faults[tool] else { return nil }
    guard let times = fault.times else { return fault }
    return met.withLock { met in
      let soFar = met[trial]?[tool] ?? 0
      guard soFar < times else { return nil }
      met[trial, default: [:]][tool] = soFar + 1
      return fault
    }
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
    case .slow: nil
    }
  }

  /// Milliseconds before the answer; one second for a slow tool whose author gave none.
  var delay: Int { afterMilliseconds > 0 ? afterMilliseconds : (kind == .slow ? 1000 : 0) }
}
