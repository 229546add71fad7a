/// Reads a `text/event-stream` (WHATWG HTML, section 9.2.6) that comes in pieces of any size.
package struct ServerSentEvents: Sendable {
  package struct Event: Hashable, Sendable {
    /// `message` where the server named none.
    package let event: String
    /// The data lines joined by LF.
    package let data: String
    /// The last id that the server gave, with this event or before; nil while there was none.
    package let id: String?
  }

  /// An event, or a line, longer than the limit.
  package struct EventTooLarge: Error, Hashable, Sendable, CustomStringConvertible {
    /// Bytes.
    package let limit: Int
    package var description: String { "expected an event of at most \(limit) bytes, found a longer one" }
  }

  /// The last id of the stream so far, for a `Last-Event-ID` header.
  package private(set) var lastEventID: String?
  /// The wait before a reconnection that the server asked for.
  package private(set) var retryMilliseconds: Int?

  private let limit: Int
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var event = ""
  private var hasData = false
  private var endedInCR = false
  private var isFirstLine = true

  /// - Parameter eventLimit: bytes that one event may have.
  package init(eventLimit: Int = 8 << 20) { limit = max(1, eventLimit) }

  /// Whether the bytes so far end inside an event, which the standard says to drop: the sign of a stream that was cut off.
  package var isInsideEvent: Bool { hasData || !line.isEmpty || !event.isEmpty }

  /// The events that these bytes complete.
  package mutating func read(_ bytes: [UInt8]) throws(EventTooLarge) -> [Event] {
    var events: [Event] = []
    var rest = bytes[...]
    if endedInCR, rest.first == .lineFeed { rest.removeFirst() }
    if !bytes.isEmpty { endedInCR = false }
    while let end = rest.firstIndex(where: { $0 == .lineFeed || $0 == .carriageReturn }) {
      try keep(rest[..<end])
      let isCR = rest[end] == .carriageReturn
      rest = rest[(end + 1)...]
      if isCR {
        if rest.first == .lineFeed { rest.removeFirst() } else { endedInCR = rest.isEmpty }
      }
      if let event = endLine() { events.append(event) }
    }
    try keep(rest)
    return events
  }

  private mutating func keep(_ part: ArraySlice<UInt8>) throws(EventTooLarge) {
    guard part.count <= limit - line.count - data.count else { throw EventTooLarge(limit: limit) }
    line += part
  }

  /// Takes the line into the event, or, where it is blank, completes the event.
  private mutating func endLine() -> Event? {
    var line = self.line[...]
    self.line.removeAll(keepingCapacity: self.line.count < 65_536)
    if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    isFirstLine = false
    if line.isEmpty { return dispatch() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[colon...].dropFirst()
    if value.first == UInt8(ascii: " ") { value.removeFirst() }
    setField(line[..<colon], value)
    return nil
  }

  /// Names that the standard does not know, and comments, whose name is empty, are passed over.
  private mutating func setField(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    switch String(decoding: name, as: UTF8.self) {
    case "data":
      if hasData { data.append(.lineFeed) }
      data += value
      hasData = true
    case "event": event = String(decoding: value, as: UTF8.self)
    case "id" where !value.contains(0): lastEventID = String(decoding: value, as: UTF8.self)
    case "retry" where !value.isEmpty && value.allSatisfy({ (0x30...0x39).contains($0) }):
      retryMilliseconds = Int(String(decoding: value, as: UTF8.self)) ?? retryMilliseconds
    default: break
    }
  }

  private mutating func dispatch() -> Event? {
    defer { (event, hasData, data) = ("", false, []) }
    guard hasData else { return nil }
    return Event(
      event: event.isEmpty ? "message" : event, data: String(decoding: data, as: UTF8.self),
      id: lastEventID.flatMap { $0.isEmpty ? nil : $0 })
  }
}

extension UInt8 {
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
