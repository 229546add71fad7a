import EvalCore

/// The lines of an `application/x-ndjson` body that comes in pieces of any size; blank ones are passed over.
struct JSONLines {
  private var line: [UInt8] = []
  private static let longest = 8 << 20

  /// What stands after the last line break; nil where that is nothing.
  var rest: String? {
    let text = String(decoding: line, as: UTF8.self)
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }

  mutating func read(_ bytes: [UInt8]) throws(EndpointFailure) -> [String] {
    var lines: [String] = []
    var unread = bytes[...]
    while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
      try keep(unread[..<end])
      unread = unread[(end + 1)...]
      if let rest { lines.append(rest) }
      line.removeAll(keepingCapacity: true)
    }
    try keep(unread)
    return lines
  }

  private mutating func keep(_ part: ArraySlice<UInt8>) throws(EndpointFailure) {
    guard part.count <= Self.longest - line.count else {
      throw EndpointFailure(
        .protocol, status: 200, message: "expected a line of at most \(Self.longest) bytes, found a longer one")
    }
    line += part
  }
}
