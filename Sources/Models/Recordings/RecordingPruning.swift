/// Which answers of a recording are worth keeping: made from a ``RecordingFile`` for `recordings prune`.
package struct RecordingPruning: Sendable {
  /// What one suite asks.
  package struct SuiteNames: Sendable {
    package let cases: Set<String>
    package let variants: Set<String>

    package init(cases: Set<String>, variants: Set<String>) {
      self.cases = cases
      self.variants = variants
    }

    fileprivate func ask(_ owner: Recording.Owner) -> Bool {
      cases.contains(owner.caseID) && variants.contains(owner.variant)
    }
  }

  /// In the file's order.
  package let kept: [RecordingFile.Entry]
  /// Answers that a later line with the same model, case, variant, repeat and turn replaces.
  package let replaced: Int
  /// Answers to cases or variants that no suite has.
  package let gone: Int
  /// Whether anything is to be taken out, a last line that was cut off among it.
  package let changesFile: Bool

  /// What a later answer replaces.
  private struct Key: Hashable {
    let owner: Recording.Owner
    let `repeat`: Int
    let turn: Int

    init(_ entry: RecordingFile.Entry) {
      owner = entry.owner
      `repeat` = entry.repeat
      turn = entry.turn
    }
  }

  /// - Parameter suites: nil where every case and variant stays.
  package init(_ file: RecordingFile, keeping suites: [SuiteNames]?) {
    let asked = file.entries.filter { entry in suites.map { $0.contains { $0.ask(entry.owner) } } ?? true }
    let latest = Dictionary(asked.map { (Key($0), $0.number) }, uniquingKeysWith: { _, later in later })
    kept = asked.filter { latest[Key($0)] == $0.number }
    gone = file.entries.count - asked.count
    replaced = asked.count - kept.count
    changesFile = gone + replaced > 0 || file.remark != nil
  }
}
