import OrderedJSON

/// Writes JSON straight into bytes, member by member, so that a report never stands in memory as a tree.
struct JSONStream {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private let redact: Redaction

  init(redact: @escaping Redaction) { self.redact = redact }

  /// Hands over what was written so far; writing goes on behind it.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  // MARK: Containers

  mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(key)
    append("\":")
    needsComma = false
  }

  /// A key that is a word of this product but not the same one every time.
  mutating func key(named word: String) {
    self.word(word)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func open(_ bracket: StaticString) {
    separate()
    append(bracket)
    needsComma = false
  }

  mutating func close(_ bracket: StaticString) {
    append(bracket)
    needsComma = true
  }

  mutating func object(_ members: (inout Self) -> Void) {
    open("{")
    members(&self)
    close("}")
  }

  mutating func object(_ key: StaticString, _ members: (inout Self) -> Void) {
    self.key(key)
    object(members)
  }

  mutating func array<S: Sequence>(_ key: StaticString, _ elements: S, _ write: (inout Self, S.Element) -> Void) {
    self.key(key)
    array(elements, write)
  }

  mutating func array<S: Sequence>(_ elements: S, _ write: (inout Self, S.Element) -> Void) {
    open("[")
    for element in elements { write(&self, element) }
    close("]")
  }

  /// Starts a line, so that tools that read lines see one element on each.
  mutating func breakLine() {
    separate()
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  // MARK: Values

  mutating func null() {
    separate()
    append("null")
    needsComma = true
  }

  /// A word of this product, which is not redacted.
  mutating func word(_ value: String) {
    separate()
    JSON.string(value).write(into: &bytes)
    needsComma = true
  }

  /// Anything that a model, a server or an author may have written.
  mutating func text(_ value: String) { word(redact(value)) }

  mutating func json(_ value: JSON) {
    separate()
    value.redacted(by: redact).write(into: &bytes)
    needsComma = true
  }

  /// The shortest spelling that reads back as `value`, with a fraction even where it is whole; null if it is not finite.
  mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    separate()
    bytes.append(contentsOf: value.description.utf8)
    needsComma = true
  }

  mutating func integer(_ value: some BinaryInteger) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  /// JSON that was written elsewhere.
  mutating func append(_ json: [UInt8]) {
    separate()
    bytes += json
    needsComma = true
  }

  mutating func bool(_ value: Bool) {
    separate()
    append(value ? "true" : "false")
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func append(_ word: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}

/// Members of an object; nil is written as null, so that a reader finds every key of the contract.
extension JSONStream {
  mutating func word(_ key: StaticString, _ value: String?) { member(key, value) { $0.word($1) } }
  mutating func text(_ key: StaticString, _ value: String?) { member(key, value) { $0.text($1) } }
  mutating func number(_ key: StaticString, _ value: Double?) { member(key, value) { $0.number($1) } }
  mutating func integer(_ key: StaticString, _ value: Int?) { member(key, value) { $0.integer($1) } }
  mutating func bool(_ key: StaticString, _ value: Bool?) { member(key, value) { $0.bool($1) } }
  mutating func json(_ key: StaticString, _ value: JSON?) { member(key, value) { $0.json($1) } }
  mutating func words(_ key: StaticString, _ values: [String]) { array(key, values) { $0.word($1) } }
  mutating func texts(_ key: StaticString, _ values: [String]) { array(key, values) { $0.text($1) } }

  /// Milliseconds to the microsecond, without a fraction where they are whole.
  mutating func milliseconds(_ key: StaticString, _ value: Double) {
    let rounded = (value * 1000).rounded() / 1000
    if let whole = Int(exactly: rounded) { integer(key, whole) } else { number(key, rounded) }
  }

  private mutating func member<Value>(_ key: StaticString, _ value: Value?, _ write: (inout Self, Value) -> Void) {
    self.key(key)
    if let value { write(&self, value) } else { null() }
  }
}
