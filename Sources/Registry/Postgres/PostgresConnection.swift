import Foundation

/// One connection to a server, for one task at a time.
///
/// A class because it owns what libpq made.
final class PostgresConnection {
  private let library: LibPQ
  private let connection: LibPQ.Connection
  /// As messages show it.
  private let shownURL: String
  private let passwords: [String]

  /// In seconds, unless the URL says otherwise.
  private static let connectTimeout = "5"
  /// In milliseconds, likewise: after this a server that does not even acknowledge is lost.
  private static let silenceTimeout = "15000"
  /// In milliseconds: no statement of ours takes a tenth of it, but for waiting for another writer.
  private static let statementTimeout = 10_000

  /// - Parameter url: may name several hosts, which libpq tries in turn.
  init(_ url: String, _ library: LibPQ) throws(RegistryFailure) {
    self.library = library
    shownURL = RegistryAddress.withoutPassword(url)
    passwords = RegistryAddress.passwords(in: url)
    // What stands behind the URL holds whatever it says, and what stands before it where it says nothing.
    let parameters = [
      ("connect_timeout", Self.connectTimeout), ("tcp_user_timeout", Self.silenceTimeout),
      ("application_name", "toolsight"), ("dbname", url),
      ("client_encoding", "UTF8"),
    ]
    let made = Self.withTexts(parameters.map(\.0)) { names in
      Self.withTexts(parameters.map(\.1)) { library.connect(names, $0, 1) }
    }
    guard let made else {
      throw RegistryFailure(.cannotConnect, "no memory for a connection to '\(shownURL)'", fix: "free some memory")
    }
    connection = made
    guard library.status(made) == 0 else { throw refusal() }
    _ = library.ignoreNotices(made, { _, _ in }, nil)
    _ = try rows("SET statement_timeout = \(Self.statementTimeout)", [])
    _ = try rows("SET search_path = \(RegistrySchema.name)", [])
  }

  deinit { library.finish(connection) }

  var isLost: Bool { library.status(connection) != 0 }

  private func refusal() -> RegistryFailure {
    RegistryFailure(
      .cannotConnect, "cannot connect to '\(shownURL)': \(said(library.errorMessage(connection)))",
      fix: "check the URL, that the server runs, and the password (PGPASSWORD or ~/.pgpass keep it out of the URL)")
  }

  /// What the library or a server says, on one line and without passwords.
  private func said(_ text: LibPQ.Text?) -> String {
    let text = text.map { String(cString: $0) } ?? "no reason"
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return passwords.reduce(line) { $0.replacingOccurrences(of: $1, with: "…") }
  }

  // MARK: Statements

  func rows(_ sql: String, _ values: [String?]) throws(RegistryFailure) -> [[String?]] {
    guard values.allSatisfy({ $0?.utf8.contains(0) != true }) else {
      throw RegistryFailure(
        .unfitChange, "PostgreSQL keeps no text with a NUL character in it", fix: "take it out of what is registered")
    }
    let result = Self.withTexts(values, ended: false) {
      library.execute(connection, sql, CInt(values.count), nil, $0, nil, nil, 0)
    }
    defer { if let result { library.clear(result) } }
    guard let result, [1, 2].contains(library.resultStatus(result)) else { throw failure(result) }
    let columns = library.columnCount(result)
    return (0..<library.rowCount(result)).map { row in
      (0..<columns).map { column in
        library.isNull(result, row, column) == 1 ? nil : library.value(result, row, column).map { String(cString: $0) }
      }
    }
  }

  private func failure(_ result: LibPQ.Result?) -> RegistryFailure {
    let message = said(library.errorMessage(connection))
    if isLost {
      return RegistryFailure(
        .connectionLost, "the connection to '\(shownURL)' was lost: \(message)", fix: "check that the server runs")
    }
    let code = result.flatMap { library.resultField($0, CInt(UInt8(ascii: "C"))) }.map { String(cString: $0) } ?? ""
    return .postgres(code: code, message, at: shownURL)
  }

  // MARK: Notifications

  /// Whether anything was told since the last look, after waiting for it at most as long as this.
  ///
  /// - Parameter patience: in milliseconds.
  func wasNotified(within patience: Int32) throws(RegistryFailure) -> Bool {
    var descriptor = pollfd(fd: library.socket(connection), events: Int16(POLLIN), revents: 0)
    if !takeNotifications(), poll(&descriptor, 1, patience) == 0 { return false }
    guard library.consumeInput(connection) == 1, !isLost else { throw failure(nil) }
    return takeNotifications()
  }

  private func takeNotifications() -> Bool {
    var count = 0
    while let notification = library.notifications(connection) {
      library.free(notification)
      count += 1
    }
    return count > 0
  }

  /// C strings for the time of a call.
  ///
  /// - Parameter ended: whether a null stands behind the last one.
  private static func withTexts<Value>(
    _ texts: [String?], ended: Bool = true, _ body: (UnsafePointer<LibPQ.Text?>) -> Value
  ) -> Value {
    let copies = texts.map { $0.flatMap { strdup($0) } }
    defer { for copy in copies { Foundation.free(copy) } }
    return (copies.map { $0.map { LibPQ.Text($0) } } + (ended || copies.isEmpty ? [nil] : []))
      .withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}
