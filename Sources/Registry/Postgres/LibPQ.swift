import Foundation

/// PostgreSQL's own client library, opened when a registry is first asked for by URL, so that neither a build nor a program
/// that was copied elsewhere needs it.
struct LibPQ: Sendable {
  typealias Connection = OpaquePointer
  typealias Result = OpaquePointer
  typealias Text = UnsafePointer<CChar>
  typealias Texts = UnsafePointer<Text?>

  let connect: @convention(c) (Texts, Texts, CInt) -> Connection?
  let finish: @convention(c) (Connection) -> Void
  /// 0 while the connection can be used.
  let status: @convention(c) (Connection) -> CInt
  let errorMessage: @convention(c) (Connection) -> Text?
  let socket: @convention(c) (Connection) -> CInt
  let consumeInput: @convention(c) (Connection) -> CInt
  let notifications: @convention(c) (Connection) -> UnsafeMutableRawPointer?
  let free: @convention(c) (UnsafeMutableRawPointer) -> Void
  /// Types and formats are left to the server: every value is text.
  let execute:
    @convention(c) (
      Connection, Text, CInt, UnsafePointer<UInt32>?, Texts?, UnsafePointer<CInt>?, UnsafePointer<CInt>?, CInt
    ) -> Result?
  let resultStatus: @convention(c) (Result) -> CInt
  let resultField: @convention(c) (Result, CInt) -> Text?
  let clear: @convention(c) (Result) -> Void
  let rowCount: @convention(c) (Result) -> CInt
  let columnCount: @convention(c) (Result) -> CInt
  let isNull: @convention(c) (Result, CInt, CInt) -> CInt
  let value: @convention(c) (Result, CInt, CInt) -> Text?
  let ignoreNotices:
    @convention(c) (Connection, (@convention(c) (UnsafeMutableRawPointer?, Text?) -> Void)?, UnsafeMutableRawPointer?)
      -> UnsafeMutableRawPointer?

  /// Opened once for the process, and never closed; nil where it is not installed.
  static let shared: LibPQ? = LibPQ(named: "libpq.so.5")

  init?(named name: String) {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    guard let connect = dlsym(library, "PQconnectdbParams"), let finish = dlsym(library, "PQfinish"),
      let status = dlsym(library, "PQstatus"), let errorMessage = dlsym(library, "PQerrorMessage"),
      let socket = dlsym(library, "PQsocket"), let consumeInput = dlsym(library, "PQconsumeInput"),
      let notifications = dlsym(library, "PQnotifies"), let free = dlsym(library, "PQfreemem"),
      let execute = dlsym(library, "PQexecParams"), let resultStatus = dlsym(library, "PQresultStatus"),
      let resultField = dlsym(library, "PQresultErrorField"), let clear = dlsym(library, "PQclear"),
      let rowCount = dlsym(library, "PQntuples"), let columnCount = dlsym(library, "PQnfields"),
      let isNull = dlsym(library, "PQgetisnull"), let value = dlsym(library, "PQgetvalue"),
      let notices = dlsym(library, "PQsetNoticeProcessor")
    else { return nil }
    self.connect = Self.function(connect)
    self.finish = Self.function(finish)
    self.status = Self.function(status)
    self.errorMessage = Self.function(errorMessage)
    self.socket = Self.function(socket)
    self.consumeInput = Self.function(consumeInput)
    self.notifications = Self.function(notifications)
    self.free = Self.function(free)
    self.execute = Self.function(execute)
    self.resultStatus = Self.function(resultStatus)
    self.resultField = Self.function(resultField)
    self.clear = Self.function(clear)
    self.rowCount = Self.function(rowCount)
    self.columnCount = Self.function(columnCount)
    self.isNull = Self.function(isNull)
    self.value = Self.function(value)
    ignoreNotices = Self.function(notices)
  }

  /// The member that it is given to says which type the function has; libpq's header says that it is so.
  private static func function<Function>(_ symbol: UnsafeMutableRawPointer) -> Function {
    unsafeBitCast(symbol, to: Function.self)
  }

  static func require(_ library: LibPQ? = shared) throws(RegistryFailure) -> LibPQ {
    if let library { return library }
    throw RegistryFailure(
      .noDriver, "a registry in PostgreSQL needs the library 'libpq.so.5', which is not installed",
      fix: "install the package libpq5 (apt-get install libpq5), or name a file with --registry FILE")
  }
}
