import EvalCore
import Synchronization

/// The tokens of one run: each principal has one, and nobody else's is accepted.
final class RunTokens: Sendable {
  /// Made by whichever trial asks first, hence the lock.
  private let made = Mutex(Made())

  private struct Made {
    var tokens: [Principal: String] = [:]
    var principals: [String: Principal] = [:]
  }

  func token(for principal: Principal) -> String {
    made.withLock { made in
      if let token = made.tokens[principal] { return token }
      let token = EmbeddedServer.randomToken()
      made.tokens[principal] = token
      made.principals[token] = principal
      return token
    }
  }

  /// Who brings this token; nil for one that the run did not give.
  func principal(of token: String) -> Principal? { made.withLock { $0.principals[token] } }
}
