package import EvalCore
import Synchronization

/// Makes each arm's first answer decide, once, whether the tools were shown; where they were not, every later request of the
/// arm gets the same failure.
///
/// A class because all trials of a model share it, hence the lock.
package final class ShownCheck: Sendable {
  private enum State {
    case deciding
    case shown
    case notShown(EndpointFailure)
  }

  /// By variant.
  private let arms = Mutex<[String: State]>([:])

  package init() {}

  /// - Throws: where it is known that this variant's tools are not shown: nothing need be asked.
  package func admit(_ variant: String) throws(EndpointFailure) {
    if case .notShown(let failure) = arms.withLock({ $0[variant] }) { throw failure }
  }

  /// The first answer of a variant is judged, whatever its case's own tools are; answers that come meanwhile are taken as they are.
  ///
  /// A refusal, and what its endpoint could not parse, say nothing of tools.
  ///
  /// - Parameter evidence: asks what a doubt needs.
  /// - Throws: where the tools were not shown.
  package func judge(
    _ answer: ModelAnswer, of catalogue: Catalogue, in variant: String, weight: PromptWeight,
    evidence: (ToolsShown.Doubt) async -> ToolsShown.Evidence
  ) async throws(EndpointFailure) {
    guard answer.finish != .refused, answer.finish != .unparsable else { return }
    let isFirst = arms.withLock { arms in
      guard arms[variant] == nil else { return false }
      arms[variant] = .deciding
      return true
    }
    guard isFirst else { return }
    let question = ToolsShown(names: catalogue.tools.lazy.map(\.name), weight: weight)
    var verdict = question.verdict(after: answer)
    if case .doubtful(let doubt) = verdict {
      verdict = question.verdict(after: answer, evidence: await evidence(doubt))
    }
    // A run that was cancelled meanwhile found nothing out.
    let state: State? =
      if case .notShown(let failure) = verdict { .notShown(failure) } else { Task.isCancelled ? nil : .shown }
    arms.withLock { $0[variant] = state }
    if case .notShown(let failure) = verdict { throw failure }
  }
}
