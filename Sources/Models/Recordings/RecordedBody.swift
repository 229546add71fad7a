import OrderedJSON

/// The body of an answer without keys, also where a stream gives one in several pieces: each event is JSON of its own, and
/// the pieces of one text stand in the same member of events that follow one another.
struct RecordedBody {
  let bytes: [UInt8]

  init(_ body: [UInt8], _ redactor: Redactor) {
    guard !redactor.isIdle else {
      bytes = body
      return
    }
    let whole = redactor.redact(body)
    bytes = Self.withoutSplitKeys(whole, redactor) ?? whole
  }

  /// Nil where no key is split, which is nearly always.
  private static func withoutSplitKeys(_ body: [UInt8], _ redactor: Redactor) -> [UInt8]? {
    let lineFeed = UInt8(ascii: "\n")
    // Events may have lines that end with a carriage return alone.
    let lineEnd = body.contains(lineFeed) ? lineFeed : UInt8(ascii: "\r")
    var lines = body.split(separator: lineEnd, omittingEmptySubsequences: false).map(Line.init)
    var pieces = PiecedTexts()
    for (number, line) in lines.enumerated() {
      if let json = line.json { pieces.note(json, line: number) }
    }
    let changes = pieces.changes(redactor)
    guard !changes.isEmpty else { return nil }
    for (number, texts) in changes { lines[number].replace(texts) }
    return Array(lines.map(\.bytes).joined(separator: [lineEnd]))
  }

  /// A line of a body: an event's data, or a line of JSON Lines.
  private struct Line {
    private(set) var bytes: ArraySlice<UInt8>
    private let prefix: ArraySlice<UInt8>
    /// The carriage return of a line that ends with both.
    private let suffix: ArraySlice<UInt8>
    private(set) var json: JSON?

    init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      let start = bytes.firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? bytes.endIndex
      prefix = bytes[..<start]
      suffix = bytes.suffix(bytes.last == UInt8(ascii: "\r") ? 1 : 0)
      let isData = prefix.starts(with: "data:".utf8) || prefix.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      json = isData && start < bytes.endIndex ? try? JSON(parsing: bytes[start...]) : nil
    }

    mutating func replace(_ texts: [Int: String]) {
      var number = -1
      json = json?.mapStrings { _, text in
        number += 1
        return texts[number] ?? text
      }
      if let json { bytes = (prefix + json.utf8Bytes + suffix)[...] }
    }
  }
}

/// The texts of a body's events, those of one member behind one another.
private struct PiecedTexts {
  private struct Piece {
    let line: Int
    /// Which string of its line.
    let number: Int
    let bytes: [UInt8]
  }

  private var pieces: [String: [Piece]] = [:]

  mutating func note(_ json: JSON, line: Int) {
    var number = 0
    _ = json.mapStrings { paths, text in
      for path in Set([paths.whole, paths.indexed]) {
        pieces[path, default: []].append(Piece(line: line, number: number, bytes: Array(text.utf8)))
      }
      number += 1
      return text
    }
  }

  /// By line and by number, what stands in place of a string that holds a part of a key.
  func changes(_ redactor: Redactor) -> [Int: [Int: String]] {
    var changes: [Int: [Int: String]] = [:]
    for pieces in pieces.values where pieces.count > 1 {
      let found = pieces.flatMap(\.bytes).withUnsafeBufferPointer { redactor.matches(in: $0) }
      guard !found.isEmpty else { continue }
      var start = 0
      for piece in pieces {
        let text = Self.text(piece.bytes, from: start, without: found)
        start += piece.bytes.count
        if let text { changes[piece.line, default: [:]][piece.number] = text }
      }
    }
    return changes
  }

  /// The mark stands where a key begins; nil where the piece has no part of one.
  private static func text(
    _ bytes: [UInt8], from start: Int, without keys: [(range: Range<Int>, replacement: [UInt8])]
  ) -> String? {
    let own = start..<start + bytes.count
    var result: [UInt8] = []
    var kept = own.lowerBound
    let met = keys.filter { $0.range.overlaps(own) }
    guard !met.isEmpty else { return nil }
    for key in met {
      let part = key.range.clamped(to: own)
      result += bytes[(kept - start)..<(part.lowerBound - start)]
      if own.contains(key.range.lowerBound) { result += key.replacement }
      kept = part.upperBound
    }
    return String(decoding: result + bytes[(kept - start)...], as: UTF8.self)
  }
}

extension JSON {
  /// Where a string stands: every element of an array is `*` in the one, and goes by the `index` that it gives itself in the
  /// other. Pieces of one text may share either: indices drift, and the texts of several choices come by turns.
  fileprivate typealias Paths = (whole: String, indexed: String)

  /// The same value with other strings; `change` gets them in order, with their paths.
  fileprivate func mapStrings(_ paths: Paths = ("", ""), _ change: (Paths, String) -> String) -> JSON {
    switch self {
    case .null, .bool, .number: self
    case .string(let text): .string(change(paths, text))
    case .array(let elements):
      .array(
        elements.map { element in
          let index = element["index"]?.numberValue?.text ?? "*"
          return element.mapStrings((paths.whole + "/*", "\(paths.indexed)/\(index)"), change)
        })
    case .object(let object):
      .object(
        JSONObject(
          object.map { member in
            let inside = ("\(paths.whole)/\(member.key)", "\(paths.indexed)/\(member.key)")
            return (member.key, member.value.mapStrings(inside, change))
          }))
    }
  }
}
