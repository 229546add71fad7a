/// What an answer says beside what it reasons, and the code in it, as CommonMark 0.31.2 has it.
struct WrittenAnswer {
  struct Fence {
    /// From its opening marks to after its closing ones.
    let range: Range<Int>
    let content: Range<Int>
    /// The language that its first line names, in lower case.
    let label: String
  }

  /// UTF-8, without what is reasoned; of an answer that only reasons, that.
  let bytes: [UInt8]
  let fences: [Fence]
  /// Fences, spans in backticks and indented blocks, in order.
  let code: [Range<Int>]
  let isReasoningAlone: Bool

  /// More of an answer is not looked at.
  private static let longest = 65_536

  private struct Marks {
    let open: [UInt8]
    let close: [UInt8]
    /// Whether the prompt may hold the beginning, so that the end stands alone.
    let mayStandAlone: Bool

    init(_ open: String, _ close: String, mayStandAlone: Bool = false) {
      self.open = Array(open.utf8)
      self.close = Array(close.utf8)
      self.mayStandAlone = mayStandAlone
    }
  }

  /// What stands around the reasoning that a server has not taken out of an answer.
  private static let reasoning = [
    Marks("<think>", "</think>", mayStandAlone: true), Marks("<thinking>", "</thinking>", mayStandAlone: true),
    Marks("<thought>", "</thought>"), Marks("<seed:think>", "</seed:think>", mayStandAlone: true),
    Marks("[THINK]", "[/THINK]"), Marks("<|START_THINKING|>", "<|END_THINKING|>", mayStandAlone: true),
    Marks("<|channel|>analysis", "<|end|>"), Marks("<|channel>thought", "<channel|>"),
    Marks("<|open|>think<|sep|>", "<|close|>think<|sep|>", mayStandAlone: true),
  ]

  init(_ text: String) {
    let all = Array(text.utf8.prefix(Self.longest))
    let said = Self.reasoning.reduce(all) { Self.without($1, $0) }
    isReasoningAlone = said.count < all.count && said.allSatisfy(\.isBlank)
    bytes = isReasoningAlone ? all : said
    fences = Self.fences(bytes)
    code = WrittenCode(bytes, fences.map(\.range)).ranges
  }

  /// - Parameter said: has no reasoning in it.
  init(said: String) {
    bytes = Array(said.utf8.prefix(Self.longest))
    fences = Self.fences(bytes)
    code = WrittenCode(bytes, fences.map(\.range)).ranges
    isReasoningAlone = false
  }

  /// Whether nothing but white space and further fences follows.
  func isLast(_ fence: Fence) -> Bool {
    var end = fence.range.upperBound
    for next in fences where next.range.lowerBound >= end {
      guard bytes[end..<next.range.lowerBound].allSatisfy(\.isBlank) else { return false }
      end = next.range.upperBound
    }
    return bytes[end...].allSatisfy(\.isBlank)
  }

  /// A beginning without an end was cut off.
  private static func without(_ marks: Marks, _ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var rest = bytes[...]
    while let end = rest.firstRange(of: marks.close) {
      let before = rest[..<end.lowerBound]
      if let start = before.firstRange(of: marks.open) {
        kept += before[..<start.lowerBound]
      } else if marks.mayStandAlone {
        kept.removeAll()
      } else {
        kept += rest[..<end.upperBound]
      }
      rest = rest[end.upperBound...]
    }
    return kept + rest[..<(rest.firstRange(of: marks.open)?.lowerBound ?? rest.endIndex)]
  }

  // MARK: Fences (4.5), in lists and quotes (5) too

  private static func fences(_ bytes: [UInt8]) -> [Fence] {
    var fences: [Fence] = []
    var open: (line: Int, content: Int, mark: UInt8, length: Int, label: String)?
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let next = min(end + 1, bytes.count)
      let line = bytes[start..<end]
      if let fence = mark(line, mayBeginItem: open == nil) {
        let rest = line[(fence.start + fence.length)...]
        if let begun = open {
          if fence.mark == begun.mark, fence.length >= begun.length, ends(rest, begun.label) {
            fences.append(Fence(range: begun.line..<next, content: begun.content..<start, label: begun.label))
            open = nil
          }
        } else if fence.mark != UInt8(ascii: "`") || !rest.contains(UInt8(ascii: "`")) {
          open = (start, next, fence.mark, fence.length, label(rest))
        }
      }
      start = next
    }
    if let open {
      fences.append(
        Fence(range: open.line..<bytes.count, content: open.content..<bytes.count, label: open.label))
    }
    return fences
  }

  /// DeepSeek V3 puts its arguments into a fence of JSON, with the next mark right after it.
  private static func ends(_ rest: ArraySlice<UInt8>, _ label: String) -> Bool {
    rest.allSatisfy(\.isBlank) || label == "json" && rest.first == UInt8(ascii: "<")
  }

  /// However far a fence is indented, for what is indented further than a fence may be is code as well.
  ///
  /// - Parameter mayBeginItem: whether it may stand behind the marker of a list's item.
  private static func mark(_ line: ArraySlice<UInt8>, mayBeginItem: Bool) -> (mark: UInt8, start: Int, length: Int)? {
    let inside = line.withoutContainers(mayBeginItem: mayBeginItem)
    guard let mark = inside.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let length = inside.prefix { $0 == mark }.count
    return length >= 3 ? (mark, inside.startIndex, length) : nil
  }

  private static func label(_ rest: ArraySlice<UInt8>) -> String {
    let word = rest.drop(while: \.isBlank).prefix { !$0.isBlank }
    return String(decoding: word, as: UTF8.self).lowercased()
  }
}

extension UInt8 {
  /// White space of JSON and of lines.
  var isBlank: Bool { self == 0x20 || 0x09...0x0D ~= self }
}

extension ArraySlice<UInt8> {
  /// A line without its indentation and the marks of quotes and lists at its beginning.
  fileprivate func withoutContainers(mayBeginItem: Bool) -> ArraySlice<UInt8> {
    var rest = self
    while true {
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
      if rest.first == UInt8(ascii: ">") {
        rest = rest.dropFirst()
      } else if mayBeginItem, let marker = rest.itemMarker {
        rest = rest.dropFirst(marker)
      } else {
        return rest
      }
    }
  }

  /// Bytes of the marker of a list's item with the space after it; nil without one.
  private var itemMarker: Int? {
    let digits = prefix { 0x30...0x39 ~= $0 }.count
    let mark = dropFirst(digits).first
    let isMark = digits == 0 ? "-*+".utf8.contains { $0 == mark } : digits <= 9 && ".)".utf8.contains { $0 == mark }
    return isMark && dropFirst(digits + 1).first == 0x20 ? digits + 2 : nil
  }
}
