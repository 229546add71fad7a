import EvalCore

/// The records behind the rows as JSON in the page: what filters look at, and the details that an opened row shows.
///
/// Where all details would make the page too large, those of cases that are always right go first.
struct CaseIsland {
  private let arms: [ArmScore]
  private let entries: [CaseEntry]
  private let texts: TextGuard

  /// Of a tool, a variant, a tag: the same as in the filters' options.
  static let longestName = 200
  private static let mostDetailBytes = 8_000_000

  init(_ evaluation: Evaluation, _ selection: CaseSelection, _ texts: TextGuard) {
    arms = evaluation.scores.arms
    entries = selection.entries
    self.texts = texts
  }

  var bytes: [UInt8] {
    var out = JSONStream { $0 }
    out.object { out in
      out.array("arms", arms) { out, arm in out.array([arm.variant, arm.model]) { $0.word(name($1)) } }
      out.array("cases", zip(entries, details)) { record($1.0, $1.1, &$0) }
    }
    return out.bytes
  }

  private func name(_ text: String) -> String { texts.text(text, limit: Self.longestName) }

  private func record(_ entry: CaseEntry, _ detail: [UInt8]?, _ out: inout JSONStream) {
    out.object { out in
      out.words("tools", entry.tools.map(name))
      out.words("tags", entry.evalCase.tags.map(name))
      out.bool("flip", entry.isFlip)
      out.array("outcomes", entry.trials) { out, trials in
        out.array(trials.map(\.outcome.rawValue).distinct) { $0.word($1) }
      }
      out.key("detail")
      if let detail { out.append(detail) } else { out.null() }
    }
  }

  /// In the order of the entries; nil where there was no room.
  private var details: [[UInt8]?] {
    var details = [[UInt8]?](repeating: nil, count: entries.count)
    var left = Self.mostDetailBytes
    for place in CaseSelection.byInterest(entries) {
      let detail = CaseDetail(entries[place], texts).bytes
      left -= detail.count
      if left < 0 { break }
      details[place] = detail
    }
    return details
  }
}
