import Foundation
import GRDBSQLite
import MCP

/// A file of SQLite that is opened to be read, in which nothing but SELECT is prepared; for use by one thread.
final class ReadOnlyDatabase {
  /// What SQLite says.
  struct Refusal: Error {
    let code: Int32
    let message: String
  }

  /// The most bytes of a value and of an answer.
  static let mostBytes = 1 << 20

  private(set) var handle: OpaquePointer?
  private let clock: QueryClock

  /// - Parameter path: absolute.
  init(_ path: String, timeout: Duration, wakeup: Wakeup) throws(Refusal) {
    clock = QueryClock(deadline: .now + timeout, wakeup: wakeup)
    let opened = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
    guard opened == SQLITE_OK else { throw refusal(opened) }
    sqlite3_busy_timeout(handle, Int32(timeout / .milliseconds(1)))
    // What a file's own views and triggers call is as little to be trusted as the file.
    sqlite3_exec(handle, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF", nil, nil, nil)
    _disableDoubleQuotedStringLiterals(handle)
    for (limit, most) in Self.limits { sqlite3_limit(handle, limit, Int32(most)) }
    sqlite3_set_authorizer(handle, Self.authorize, nil)
    sqlite3_progress_handler(handle, 10_000, QueryClock.hasToStop, Unmanaged.passUnretained(clock).toOpaque())
  }

  deinit { sqlite3_close_v2(handle) }

  private static let limits: [(Int32, Int)] = [
    (SQLITE_LIMIT_LENGTH, mostBytes), (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
    (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]

  private static let allowed: Set<Int32> = [SQLITE_SELECT, SQLITE_READ, SQLITE_FUNCTION, SQLITE_RECURSIVE]

  private static let authorize:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?
    ) -> Int32 = { _, action, _, name, _, _ in
      guard allowed.contains(action) else { return SQLITE_DENY }
      let isLoading = action == SQLITE_FUNCTION && name.map { String(cString: $0).lowercased() } == "load_extension"
      return isLoading ? SQLITE_DENY : SQLITE_OK
    }

  /// - Returns: a statement that its taker finalizes.
  func prepare(_ query: String) throws(Refusal) -> OpaquePointer? {
    var statement: OpaquePointer?
    var hasMore = false
    let code = query.withCString { text in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(handle, text, -1, &statement, &tail)
      hasMore = tail.map { String(cString: $0).contains { !$0.isWhitespace && $0 != ";" } } ?? false
      return code
    }
    guard code == SQLITE_OK else { throw refusal(code) }
    guard statement != nil, sqlite3_stmt_readonly(statement) != 0, sqlite3_column_count(statement) > 0, !hasMore else {
      sqlite3_finalize(statement)
      throw Refusal(code: SQLITE_AUTH, message: "expected one SELECT")
    }
    return statement
  }

  func refusal(_ code: Int32) -> Refusal { Refusal(code: code, message: String(cString: sqlite3_errmsg(handle))) }
}

/// Says when a query has to stop: a class because SQLite asks it by its address.
private final class QueryClock {
  let deadline: ContinuousClock.Instant
  let wakeup: Wakeup

  init(deadline: ContinuousClock.Instant, wakeup: Wakeup) { (self.deadline, self.wakeup) = (deadline, wakeup) }

  static let hasToStop: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { address in
    guard let address else { return 1 }
    let clock = Unmanaged<QueryClock>.fromOpaque(address).takeUnretainedValue()
    let isCancelled = Readiness.wait([(clock.wakeup.descriptor, Int32(POLLIN))], milliseconds: 0)[0]
    return isCancelled || ContinuousClock.now >= clock.deadline ? 1 : 0
  }
}
