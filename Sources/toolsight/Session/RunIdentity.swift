import EvalCore
import Foundation
import SuiteFiles

extension RunRecord {
  /// The record of a run that starts now.
  init(starting plan: Plan, of suite: Suite) {
    self.init(
      id: Self.newID(), suiteName: suite.name, suitePath: suite.path, startedAt: Date(), seed: plan.seed,
      repeats: plan.repeats,
      toolsightVersion: Toolsight.version, git: GitState.current(beside: suite.path),
      conditions: Conditions(suite).digest)
  }

  /// Twelve random hexadecimal digits: six are enough to name a run among thousands.
  private static func newID() -> String {
    String(format: "%012llx", UInt64.random(in: 0..<1 << 48))
  }
}

extension RunRecord.GitState {
  /// The commit of the checkout that holds a file; nil outside of one or without git.
  static func current(beside file: String) -> RunRecord.GitState? {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    guard let commit = said(try? Git.output(of: ["rev-parse", "HEAD"], in: folder)), !commit.isEmpty,
      let changes = said(try? Git.changes(in: folder))
    else { return nil }
    return RunRecord.GitState(commit: commit, dirty: !changes.isEmpty)
  }

  /// Nil where git complained.
  private static func said(_ output: Git.Output?) -> String? {
    guard let output, output.complaint == nil else { return nil }
    return String(decoding: output.bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
