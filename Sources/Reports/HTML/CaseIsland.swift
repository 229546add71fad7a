import OrderedJSON
import EvalCore

/// The records behind the rows as JSON in the page: what filters look at, and the details that an opened row shows.
///
/// Where all details would make the page too large, those of cases that are always right go first.
struct CaseIsland {
  private let arms: [ArmScore]
  private let selection: CaseSelection
  private let texts: TextGuard

  /// Of a tool, a variant, a tag: the same as in the filters' options.
  static let longestName = 200
  private static let mostDetailBytes = 8_000_000

  init(_ evaluation: Evaluation, _ selection: CaseSelection, _ texts: TextGuard) {
    arms = evaluation.scores.arms
    self.selection = selection
    self.texts = texts
  }

  /// Hands the island to `sink` piece by piece.
  func write(to sink: ([UInt8]) throws -> Void) rethrows {
    var out = JSONStream { $0 }
    var details = CaseDetails(selection, texts, mostBytes: Self.mostDetailBytes)
    out.open("{")
    out.array("arms", arms) { out, arm in out.array([arm.variant, arm.model]) { $0.word(name($1)) } }
    out.key("cases")
    out.open("[")
    for (number, entry) in selection.entries.enumerated() {
      record(entry, details.take(entry, at: number), &out)
      try sink(out.takeBytes())
    }
    out.close("]}")
    try sink(out.takeBytes())
  }

  private func name(_ text: String) -> String { texts.text(text, limit: Self.longestName) }

  private func record(_ entry: CaseEntry, _ detail: [UInt8]?, _ out: inout JSONStream) {
    out.object { out in
      out.words("tools", entry.tools.map(name))
      out.words("tags", entry.evalCase.tags.map(name))
      out.bool("flip", entry.isFlip)
      out.bool("flaky", entry.isFlaky)
      out.array("outcomes", entry.trials) { out, trials in
        out.array(trials.map(\.outcome.rawValue).distinct) { $0.word($1) }
      }
      out.key("detail")
      if let detail { out.append(detail) } else { out.null() }
    }
  }
}

/// The details of the cases that a page has room for, each made when its turn comes.
private struct CaseDetails {
  private let texts: TextGuard
  private var bytesLeft: Int
  /// By place, of the cases that a reader looks for: they are made first, because the others get what they leave.
  private var telling: [Int: [UInt8]] = [:]

  init(_ selection: CaseSelection, _ texts: TextGuard, mostBytes: Int) {
    self.texts = texts
    bytesLeft = mostBytes
    for (number, entry) in selection.entries.enumerated() where entry.isTelling { telling[number] = made(entry) }
  }

  /// Nil where there is no room; asked once for each entry, in their order.
  mutating func take(_ entry: CaseEntry, at number: Int) -> [UInt8]? {
    entry.isTelling ? telling.removeValue(forKey: number) : made(entry)
  }

  /// The first detail without room is the last one that is made.
  private mutating func made(_ entry: CaseEntry) -> [UInt8]? {
    guard bytesLeft >= 0 else { return nil }
    let detail = CaseDetail(entry, texts).bytes
    bytesLeft -= detail.count
    return bytesLeft < 0 ? nil : detail
  }
}
