import Models
import Testing

/// One way in which an endpoint answers strangely or not at all, and what a trial must come to.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
  enum Result: Sendable, Equatable {
    /// The outcome of a trial whose right answer is the call of `search`.
    case outcome(String)
    /// An `infra_error` of this class.
    case failure(String)
  }

  let provider: Provider
  let name: String
  let result: Result
  let act: HostileServer.Act

  var testDescription: String { "\(provider.name): \(name)" }
}
