import EvalCore
import Foundation
import MCP
import SuiteFiles

extension RunRecord {
  /// The record of a run that starts now.
  init(starting plan: Plan, of suite: Suite) {
    self.init(
      id: Self.newID(), suiteName: suite.name, suitePath: suite.path, startedAt: Date(), seed: plan.seed,
      repeats: plan.repeats,
      toolsightVersion: Implementation.version, git: GitState.current(suite),
      conditions: Conditions(suite).digest)
  }

  /// Twelve random hexadecimal digits: six are enough to name a run among thousands.
  private static func newID() -> String {
    String(format: "%012llx", UInt64.random(in: 0..<1 << 48))
  }
}

extension RunRecord.GitState {
  /// The commit of the checkout that holds a suite's files; nil outside of one or without git.
  fileprivate static func current(_ suite: Suite) -> RunRecord.GitState? {
    // What a registry gave is no file that git could know.
    let files = suite.sources.map(\.path).filter { !RegistryReference.isMeant(by: $0) }
    return Git.checkout(of: ProjectFolder(containing: suite.path).root, for: files)
      .map { RunRecord.GitState(commit: $0.commit, dirty: $0.hasChanges) }
  }
}
