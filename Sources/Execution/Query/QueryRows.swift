import Foundation
import GRDBSQLite
import OrderedJSON

/// A prepared SELECT with a call's arguments: gives its rows as JSON; for use by one thread.
final class QueryRows {
  private let database: ReadOnlyDatabase
  private let statement: OpaquePointer?
  private let columns: [String]
  private var bytes = 0

  init(_ query: String, in database: ReadOnlyDatabase) throws(ReadOnlyDatabase.Refusal) {
    self.database = database
    let statement = try database.prepare(query)
    self.statement = statement
    columns = (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
  }

  deinit { sqlite3_finalize(statement) }

  /// A column's name that another has, too, so that a row could not be an object.
  var repeatedColumn: String? {
    Dictionary(grouping: columns) { $0 }.filter { $0.value.count > 1 }.keys.min()
  }

  /// Binds each parameter to the argument of its name, and a missing one to NULL.
  func bind(_ arguments: JSONObject) throws(ReadOnlyDatabase.Refusal) {
    for index in 1..<max(1, sqlite3_bind_parameter_count(statement) + 1) {
      guard let name = sqlite3_bind_parameter_name(statement, index) else { continue }
      let code = bind(arguments[String(String(cString: name).dropFirst())] ?? .null, at: index)
      guard code == SQLITE_OK else { throw database.refusal(code) }
    }
  }

  private func bind(_ value: JSON, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .bool(let value): return sqlite3_bind_int(statement, index, value ? 1 : 0)
    case .number(let number):
      if let whole = number.intValue { return sqlite3_bind_int64(statement, index, Int64(whole)) }
      return sqlite3_bind_double(statement, index, number.doubleValue)
    case .string(let text): return bind(text, at: index)
    case .array, .object: return bind(value.compact, at: index)
    }
  }

  private func bind(_ text: String, at index: Int32) -> Int32 {
    // SQLite copies the text where this says so.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    return sqlite3_bind_text(statement, index, text, Int32(clamping: text.utf8.count), transient)
  }

  /// The next row; nil after the last.
  func next() throws(ReadOnlyDatabase.Refusal) -> JSON? {
    let code = sqlite3_step(statement)
    if code == SQLITE_DONE { return nil }
    guard code == SQLITE_ROW else { throw database.refusal(code) }
    let row = JSON.object(JSONObject(columns.enumerated().map { ($1, value(Int32($0))) }))
    bytes += row.utf8Bytes.count
    guard bytes <= ReadOnlyDatabase.mostBytes else {
      throw ReadOnlyDatabase.Refusal(code: SQLITE_TOOBIG, message: "the rows are too large")
    }
    return row
  }

  private func value(_ column: Int32) -> JSON {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .number(JSONNumber(Int(sqlite3_column_int64(statement, column))))
    case SQLITE_FLOAT:
      let value = sqlite3_column_double(statement, column)
      return value.isFinite ? .number(JSONNumber(value)) : .string("\(value)")
    case SQLITE_TEXT: return .string(String(decoding: content(column), as: UTF8.self))
    case SQLITE_BLOB: return .string(Data(content(column)).base64EncodedString())
    default: return .null
    }
  }

  private func content(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }
}
