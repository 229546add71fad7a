import EvalCore
import Foundation
import OrderedJSON

/// The members of a stored JSON object as the types that they were; whatever does not fit is a ``DamagedRow``.
struct StoredMembers {
  private let object: JSONObject

  /// Deep enough for arguments at the parser's own limit and the object that they are stored in.
  static let limits = JSONLimits(depth: JSONLimits.default.depth + 16)

  init(_ json: JSON) throws(DamagedRow) {
    guard let object = json.objectValue else { throw DamagedRow("\(json.typeName) where an object was expected") }
    self.object = object
  }

  /// Reads an object whose `v` must be `version`.
  init(parsing bytes: some Sequence<UInt8>, version: Int) throws(DamagedRow) {
    do {
      try self.init(try JSON(parsing: bytes, limits: Self.limits))
    } catch let error as JSONSyntaxError {
      throw DamagedRow("broken JSON at \(error)")
    } catch let error as DamagedRow {
      throw error
    } catch {
      throw DamagedRow("\(error)")
    }
    try require(version: version)
  }

  /// An object whose `v` must be `version`.
  init(_ json: JSON, version: Int) throws(DamagedRow) {
    try self.init(json)
    try require(version: version)
  }

  private func require(version: Int) throws(DamagedRow) {
    let found = try int("v")
    guard found == version else { throw DamagedRow("version \(found) where \(version) was expected") }
  }

  func optional<Value>(_ key: String, _ expected: String, _ read: (JSON) -> Value?) throws(DamagedRow) -> Value? {
    guard let json = object[key] else { return nil }
    guard let value = read(json) else { throw DamagedRow("a member '\(key)' that is not \(expected)") }
    return value
  }

  func required<Value>(_ key: String, _ expected: String, _ read: (JSON) -> Value?) throws(DamagedRow) -> Value {
    guard let value = try optional(key, expected, read) else { throw DamagedRow("no member '\(key)'") }
    return value
  }

  func has(_ key: String) -> Bool { object[key] != nil }
  func json(_ key: String) -> JSON? { object[key] }
  func text(_ key: String) throws(DamagedRow) -> String { try required(key, "a string", \.stringValue) }
  func optionalText(_ key: String) throws(DamagedRow) -> String? { try optional(key, "a string", \.stringValue) }
  func bool(_ key: String) throws(DamagedRow) -> Bool { try required(key, "a boolean", \.boolValue) }
  func int(_ key: String) throws(DamagedRow) -> Int { try required(key, "an integer") { $0.numberValue?.intValue } }
  func optionalInt(_ key: String) throws(DamagedRow) -> Int? {
    try optional(key, "an integer") { $0.numberValue?.intValue }
  }

  /// See ``JSON/init(stored:)-(Double)``: null stands for what JSON cannot say.
  func double(_ key: String) throws(DamagedRow) -> Double {
    try required(key, "a number") { $0.isNull ? .nan : $0.numberValue?.doubleValue }
  }

  func date(_ key: String) throws(DamagedRow) -> Date {
    try required(key, "a time") { $0.stringValue.flatMap(Timestamp.date) }
  }

  func object(_ key: String) throws(DamagedRow) -> JSONObject { try required(key, "an object", \.objectValue) }

  func word<Word: RawRepresentable<String>>(_ key: String) throws(DamagedRow) -> Word {
    try required(key, "a known word") { $0.stringValue.flatMap(Word.init(rawValue:)) }
  }

  func members(_ key: String) throws(DamagedRow) -> StoredMembers { try StoredMembers(.object(object(key))) }

  /// The elements of an array of objects.
  func list<Element>(
    _ key: String, _ read: (StoredMembers) throws(DamagedRow) -> Element
  ) throws(DamagedRow) -> [Element] {
    var elements: [Element] = []
    for json in try required(key, "an array", \.arrayValue) { elements.append(try read(StoredMembers(json))) }
    return elements
  }

  func texts(_ key: String) throws(DamagedRow) -> [String] {
    try required(key, "an array of strings") { json in
      let texts = json.arrayValue?.compactMap(\.stringValue)
      return texts?.count == json.arrayValue?.count ? texts : nil
    }
  }
}

extension JSON {
  /// A number, or null for an infinity or a NaN.
  init(stored value: Double) { self = value.isFinite ? .number(JSONNumber(value)) : .null }

  init(stored date: Date) { self = .string(Timestamp.text(date)) }

  init(stored value: Int) { self = .number(JSONNumber(value)) }
}
