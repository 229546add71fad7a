import Dispatch
package import EvalCore
package import Foundation
import GRDB
import OrderedJSON
import Synchronization

/// Keeps the transcripts and the call log of one run: whatever waits is written together, in one transaction.
///
/// A class because all trials share it; what waits is behind a lock, and one writer at a time empties it.
package final class RunRecorder: TranscriptRecorder, Sendable {
  package let runID: String
  private let run: Int64
  private let store: HistoryStore
  private let waiting = Mutex(Waiting())
  /// A thread of its own for the writer, which blocks: the tasks' threads must not.
  private let writer = DispatchQueue(label: "toolsight.history.recorder")

  /// Entries of the call log that may wait for a trial to be written with.
  private static let patientEntries = 256

  init(store: HistoryStore, runID: String, run: Int64) {
    self.store = store
    self.runID = runID
    self.run = run
  }

  /// Returns when the transcript, and all that was logged before, has been committed.
  ///
  /// A second transcript of one trial is refused; the first one stays.
  package func record(_ transcript: Transcript) async throws(HistoryFailure) {
    let text = transcript.stored(store.redaction).compact
    try await commit(.trial(number: transcript.trial.number, transcript: text))
  }

  /// Keeps an entry at the latest together with the next transcript; see also ``flush()``.
  package func log(_ entry: CallLogEntry) {
    let row = CallLogRow(trial: entry.trial, entry: entry.stored(store.redaction).compact)
    let starts = waiting.withLock { waiting in
      waiting.entries.append(row)
      return waiting.entries.count >= Self.patientEntries && waiting.starts()
    }
    if starts { startWriting() }
  }

  /// Returns when all that was recorded and logged before has been committed.
  package func flush() async throws(HistoryFailure) { try await commit(.nothing) }

  /// ``flush()``, and the run has ended.
  package func finish(at date: Date) async throws(HistoryFailure) {
    try await commit(.finish(Timestamp.text(date)))
  }

  /// How many tasks wait for a transaction that has not begun.
  var waitingCount: Int { waiting.withLock(\.changes.count) }
  var isWriting: Bool { waiting.withLock(\.isBeingWritten) }

  private func commit(_ kind: Change.Kind) async throws(HistoryFailure) {
    let outcome: Result<Void, HistoryFailure> = await withCheckedContinuation { continuation in
      let starts = waiting.withLock { waiting in
        waiting.changes.append(Change(kind: kind, done: continuation))
        return waiting.starts()
      }
      if starts { startWriting() }
    }
    try outcome.get()
  }

  private func startWriting() { writer.async { self.writeAll() } }

  /// Until nothing waits: while one batch is on its way to the disk, the next one gathers.
  private func writeAll() {
    var succeeded = true
    while let batch = waiting.withLock({ $0.next(afterSuccess: succeeded) }) {
      let outcomes = Result { () throws(HistoryFailure) in
        try store.write { try batch.write(to: $0, run: run, id: runID) }
      }
      succeeded = (try? outcomes.get()) != nil
      if !succeeded { waiting.withLock { $0.entries.insert(contentsOf: batch.entries, at: 0) } }
      for (index, change) in batch.changes.enumerated() {
        change.done.resume(returning: outcomes.flatMap { $0[index] })
      }
    }
  }
}

/// What the next transaction will write, and whether someone is writing.
private struct Waiting {
  var changes: [Change] = []
  var entries: [CallLogRow] = []
  private(set) var isBeingWritten = false

  /// Whether the caller has to start the writer.
  mutating func starts() -> Bool {
    defer { isBeingWritten = true }
    return !isBeingWritten
  }

  /// What to write next; nil, and the writer must stop, where nothing is worth a transaction.
  ///
  /// After a failure only changes are: someone waits for their outcome, whereas entries can wait for better times.
  mutating func next(afterSuccess succeeded: Bool) -> WriteBatch? {
    guard !changes.isEmpty || (succeeded && !entries.isEmpty) else {
      isBeingWritten = false
      return nil
    }
    defer { (changes, entries) = ([], []) }
    return WriteBatch(changes: changes, entries: entries)
  }
}
