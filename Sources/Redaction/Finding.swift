/// A value in a text.
package struct Finding: Sendable, Hashable {
  /// In UTF-8 bytes from the start of the text.
  package let range: Range<Int>
  /// Of the placeholders that stand for it.
  package let label: String
  /// Where kinds stand in the order in which they win; the lower one does.
  let rank: Int
  let identity: ValueIdentity

  init(_ range: Range<Int>, _ label: String, rank: Int, identity: ValueIdentity) {
    self.range = range
    self.label = label
    self.rank = rank
    self.identity = identity
  }

  /// The same findings in the order of the text, none of which overlaps another.
  ///
  /// What stands inside another is part of it. Two that overlap are one as far as both reach, so that no part of either stays.
  static func separated(_ findings: [Finding]) -> [Finding] {
    guard findings.count > 1 else { return findings }
    let sorted = findings.sorted {
      ($0.range.lowerBound, -$0.range.upperBound, $0.rank) < ($1.range.lowerBound, -$1.range.upperBound, $1.rank)
    }
    var separated: [Finding] = []
    for finding in sorted {
      guard let last = separated.last, last.range.overlaps(finding.range) else {
        separated.append(finding)
        continue
      }
      guard finding.range.upperBound > last.range.upperBound else { continue }
      let first = last.rank <= finding.rank ? last : finding
      separated[separated.count - 1] = Finding(
        last.range.lowerBound..<finding.range.upperBound, first.label, rank: first.rank, identity: first.identity)
    }
    return separated
  }
}
