import Foundation
import GRDB

/// One history file, open: shared by all tasks of a process, and safe beside other processes that have it open.
///
/// A class because it owns the connection; GRDB's queue gives each task its turn.
package final class HistoryStore: Sendable {
  /// What a recorded trial survives.
  package enum Durability: Sendable {
    /// The end of the process, however sudden.
    case normal
    /// Loss of power too: every commit waits for the disk.
    case full
  }

  package let path: String
  let redaction: StoredRedaction
  private let queue: DatabaseQueue

  /// Opens the history at `path`, after making the file and its folders where they are missing, and migrates it.
  ///
  /// - Parameters:
  ///   - redact: Applied to every text that is stored; nil where there is nothing to hide. Ids of runs, names of
  ///     baselines, times and digests are not text in this sense.
  ///   - patience: Seconds to wait for another process that is writing.
  package static func open(
    _ path: String, sync: Durability = .normal, redact: (@Sendable (String) -> String)? = nil, patience: Double = 30
  ) throws(HistoryFailure) -> HistoryStore {
    try makeFolder(for: path)
    PrivateFile.prepare(path)
    let store = try HistoryStore(path: path, redaction: StoredRedaction(redact), patience: patience)
    try store.prepare(sync: sync, patience: patience)
    return store
  }

  private init(path: String, redaction: StoredRedaction, patience: Double) throws(HistoryFailure) {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "toolsight.history"
    self.path = path
    self.redaction = redaction
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw HistoryFailure(error, at: path)
    }
  }

  private static func makeFolder(for path: String) throws(HistoryFailure) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      // Foundation's own words for what the system said are a number.
      let reason = ((error as? CocoaError)?.underlying ?? error).localizedDescription
      throw HistoryFailure(
        .cannotOpen, "cannot create the folder '\(folder.relativePath)' for the history: \(reason)",
        fix: "create it by hand, or name another file with --history FILE")
    }
  }

  /// Repeats while another process holds the file: SQLite does not wait by itself when the journal's mode changes.
  private func prepare(sync: Durability, patience: Double) throws(HistoryFailure) {
    let deadline = ContinuousClock.now + .seconds(patience)
    while true {
      do {
        return try queue.writeWithoutTransaction { try Self.prepare($0, path: path, sync: sync) }
      } catch {
        let failure = HistoryFailure(error, at: path)
        guard failure.code == .locked, ContinuousClock.now < deadline else { throw failure }
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
  }

  private static func prepare(_ db: Database, path: String, sync: Durability) throws {
    try Schema.migrate(db, path: path)
    guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
      throw HistoryFailure(
        .cannotOpen,
        "expected a disk that allows write-ahead logging for the history '\(path)', found one that does not",
        fix: "name a file on a local disk with --history FILE")
    }
    try db.execute(sql: "PRAGMA synchronous = \(sync == .full ? "FULL" : "NORMAL")")
    // In KiB, where SQLite would take 2,000: rows are written once and read in order, so that more pages are never met again.
    try db.execute(sql: "PRAGMA cache_size = -256")
  }

  /// Ends the use of the file, for recorders too; the last to close leaves a single file without a journal beside it.
  package func close() throws(HistoryFailure) {
    do {
      try queue.close()
    } catch {
      throw HistoryFailure(error, at: path)
    }
  }

  /// Everything in `body` sees one state of the file.
  func read<Value>(_ body: (Database) throws -> Value) throws(HistoryFailure) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw HistoryFailure(error, at: path)
    }
  }

  /// Everything in `body` is kept, or nothing where it throws.
  func write<Value>(_ body: (Database) throws -> Value) throws(HistoryFailure) -> Value {
    do {
      return try queue.write(body)
    } catch {
      throw HistoryFailure(error, at: path)
    }
  }
}
