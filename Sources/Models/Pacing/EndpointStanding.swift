package import EvalCore

/// How an endpoint does at the moment, for a progress line.
package enum EndpointStanding: Sendable, Equatable {
  case well
  /// It asked to wait.
  case held(Duration)
  /// It is out; one request will see whether it is back.
  case paused(nextTry: Duration, EndpointFailure.Class)
  /// What is still to be asked of it fails at once.
  case givenUp(EndpointFailure.Class)

  /// Nil while there is nothing to say.
  package var remark: String? {
    switch self {
    case .well: nil
    case .held(let wait): "endpoint asked to wait \(Self.seconds(wait))"
    case .paused(.zero, let kind): "endpoint paused (\(kind.rawValue)), trying again"
    case .paused(let wait, let kind): "endpoint paused (\(kind.rawValue)), next try in \(Self.seconds(wait))"
    case .givenUp(let kind): "endpoint given up (\(kind.rawValue))"
    }
  }

  private static func seconds(_ wait: Duration) -> String { "\(Int((wait / .seconds(1)).rounded(.up))) s" }
}
