import EvalCore
import OrderedJSON

/// The tokens that a body counts, whole or in events; what it costs to know them before anybody has read the answer.
struct WireUsage {
  let usage: Usage

  init(_ body: [UInt8], _ counts: UsageCounts) {
    var merged = MergedCounts()
    if let json = try? JSON(parsing: body, limits: .answer) {
      // A list is Gemini's stream without events.
      for json in json.arrayValue ?? [json] { merged.take(json, counts.paths) }
    } else {
      for json in Self.events(body) { merged.take(json, counts.paths) }
    }
    usage = counts.usage(.object(merged.counts))
  }

  /// Lines of JSON, or the data lines of events.
  private static func events(_ body: [UInt8]) -> some Sequence<JSON> {
    body.split(separator: UInt8(ascii: "\n")).lazy.compactMap { line in
      line.firstIndex(of: UInt8(ascii: "{")).flatMap { try? JSON(parsing: line[$0...], limits: .answer) }
    }
  }
}

/// Counts of a stream: later ones replace earlier ones, because they are running totals, and some events have only some.
private struct MergedCounts {
  private(set) var counts = JSONObject()

  mutating func take(_ json: JSON, _ paths: [[String]]) {
    for path in paths {
      let found = path.reduce(json) { $0[$1] ?? .null }
      for member in found.objectValue ?? [:] where !member.value.isNull { counts[member.key] = member.value }
    }
  }
}
