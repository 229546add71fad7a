package import Foundation

/// One execution of one plan with everything that came of it: made by ``Runner`` or read from history, consumed by ``Scores``.
package struct Run: Sendable {
  package var record: RunRecord
  package let suite: Suite
  package let plan: Plan
  /// In no particular order; a trial of the plan without one is missing. Of an arm that got nothing but errors, all failed.
  package var transcripts: [Transcript]
  /// Numbers of trials that were answered and whose answers cannot be used: missing, also where an adaptive run may have
  /// spared others.
  package var lost: Set<Int> = []
  /// What its models were shown, where it was read in this process.
  package let catalogues: Catalogues

  package init(
    record: RunRecord, suite: Suite, plan: Plan, transcripts: [Transcript] = [], catalogues: Catalogues = Catalogues()
  ) {
    self.catalogues = catalogues
    self.record = record
    self.suite = suite
    self.plan = plan
    self.transcripts = transcripts.failingWhereAllAreErrors
  }
}

/// The facts about a run that are known beside its plan and its transcripts.
package struct RunRecord: Sendable {
  /// Twelve lower-case hexadecimal digits.
  package let id: String
  package let suiteName: String
  package let suitePath: String
  package let startedAt: Date
  /// Nil while it runs, and for ever where it was killed.
  package var finishedAt: Date?
  package let seed: UInt64
  package let repeats: Int
  package let toolsightVersion: String
  package let git: GitState?
  /// Digest of everything that must be equal between two runs that are compared.
  package var conditions: String

  package struct GitState: Sendable, Hashable {
    package let commit: String
    package let dirty: Bool

    package init(commit: String, dirty: Bool) {
      self.commit = commit
      self.dirty = dirty
    }
  }

  package init(
    id: String, suiteName: String, suitePath: String, startedAt: Date, finishedAt: Date? = nil, seed: UInt64,
    repeats: Int,
    toolsightVersion: String, git: GitState?, conditions: String
  ) {
    self.id = id
    self.suiteName = suiteName
    self.suitePath = suitePath
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.seed = seed
    self.repeats = repeats
    self.toolsightVersion = toolsightVersion
    self.git = git
    self.conditions = conditions
  }
}
