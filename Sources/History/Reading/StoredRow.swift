import EvalCore
import Foundation
import GRDB

/// The columns of a row as the types that they were: any program can have written to the file, so none is trusted.
struct StoredRow {
  private let row: Row
  private let kind: String

  /// - Parameter kind: Names the row in complaints, together with its column `id`: `run`.
  init(_ row: Row, _ kind: String) {
    self.row = row
    self.kind = kind
  }

  private var name: String {
    let id = row["id"] as DatabaseValue?
    let text = id.flatMap { String.fromDatabaseValue($0) ?? Int64.fromDatabaseValue($0).map(String.init) }
    return "a \(kind)" + (text.map { " '\($0)'" } ?? "")
  }

  func optional<Value: DatabaseValueConvertible>(_ column: String, _: Value.Type) throws(DamagedRow) -> Value? {
    guard let value = row[column] as DatabaseValue?, !value.isNull else { return nil }
    guard let converted = Value.fromDatabaseValue(value) else {
      throw DamagedRow("\(name) whose column '\(column)' holds a type other than expected")
    }
    return converted
  }

  func required<Value: DatabaseValueConvertible>(_ column: String, _ type: Value.Type) throws(DamagedRow) -> Value {
    guard let value = try optional(column, type) else { throw DamagedRow("\(name) without a '\(column)'") }
    return value
  }

  func text(_ column: String) throws(DamagedRow) -> String { try required(column, String.self) }
  func int(_ column: String) throws(DamagedRow) -> Int { try required(column, Int.self) }

  func optionalDate(_ column: String) throws(DamagedRow) -> Date? {
    guard let text = try optional(column, String.self) else { return nil }
    guard let date = Timestamp.date(text) else {
      throw DamagedRow("\(name) whose '\(column)' is not a time: '\(text)'")
    }
    return date
  }

  func date(_ column: String) throws(DamagedRow) -> Date {
    guard let date = try optionalDate(column) else { throw DamagedRow("\(name) without a '\(column)'") }
    return date
  }

  /// A value made from the bytes of a column; complaints say where it stands.
  func parse<Value>(
    _ column: String, _ make: (Data) throws(DamagedRow) -> Value
  ) throws(DamagedRow) -> Value {
    let bytes = try required(column, Data.self)
    do {
      return try make(bytes)
    } catch {
      throw error.found(in: "\(name) whose '\(column)' is JSON")
    }
  }
}
