package import EvalCore
import Synchronization

/// Makes each arm's first answer decide, once, whether the tools were shown; where they were not, every later request of the
/// arm gets the same failure. One call of a listed tool, in any arm, settles it for all of them.
///
/// A class because all trials of a model share it, hence the lock.
package final class ToolVisibilityCheck: Sendable {
  private enum State {
    case deciding
    case shown
    case notShown(EndpointFailure)
  }

  private struct States {
    /// By variant.
    var arms: [String: State] = [:]
    /// Whether the model has called a tool that it was shown.
    var isSettled = false
  }

  private let states = Mutex(States())

  package init() {}

  /// - Throws: where it is known that this variant's tools are not shown: nothing need be asked.
  package func admit(_ variant: String) throws(EndpointFailure) {
    let state = states.withLock { $0.isSettled ? .shown : $0.arms[variant] }
    if case .notShown(let failure) = state { throw failure }
  }

  /// For a model that is known to have called a listed tool.
  package func settle() { states.withLock { $0.isSettled = true } }

  /// The first answer of a variant is judged, whatever its case's own tools are; answers that come meanwhile are taken as they are.
  ///
  /// A refusal, and what its endpoint could not parse, say nothing of tools.
  ///
  /// - Parameter evidence: asks what a doubt needs.
  /// - Throws: where the tools were not shown.
  package func judge(
    _ answer: ModelAnswer, of catalogue: Catalogue, in variant: String, weight: PromptWeight,
    evidence: (ToolVisibility.Doubt) async -> ToolVisibility.Evidence
  ) async throws(EndpointFailure) {
    guard answer.finish != .refused, answer.finish != .unparsable else { return }
    if answer.calls.contains(where: { catalogue[$0.name] != nil }) { return settle() }
    let isFirst = states.withLock { states in
      guard !states.isSettled, states.arms[variant] == nil else { return false }
      states.arms[variant] = .deciding
      return true
    }
    guard isFirst else { return }
    let question = ToolVisibility(names: catalogue.tools.lazy.map(\.name), weight: weight)
    var verdict = question.verdict(after: answer)
    if case .doubtful(let doubt) = verdict {
      verdict = question.verdict(after: answer, evidence: await evidence(doubt))
    }
    // A run that was cancelled meanwhile found nothing out.
    let state: State? =
      if case .notShown(let failure) = verdict { .notShown(failure) } else { Task.isCancelled ? nil : .shown }
    // Another arm may have called meanwhile.
    let isSettled = states.withLock { states in
      states.arms[variant] = state
      return states.isSettled
    }
    if case .notShown(let failure) = verdict, !isSettled { throw failure }
  }
}
