import EvalCore
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import History

@Suite struct RunRecorderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func keepsATranscriptBeforeItReturns() async throws {
    let recorder = try HistoryStore.open(folder.file()).beginSample()
    let other = try HistoryStore.open(folder.file())
    for number in 0..<5 {
      try await recorder.record(Samples.transcript(number))
      #expect(try other.completedTrials(recorder.runID) == Set(0...number))
    }
  }

  @Test func keepsAllOfSixtyFourConcurrentWriters() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    try await withThrowingTaskGroup { group in
      for worker in 0..<64 {
        group.addTask {
          for step in 0..<10 {
            let number = worker * 10 + step
            recorder.log(Samples.entry(number))
            try await recorder.record(Samples.transcript(number, text: "answer \(number)"))
          }
        }
      }
      try await group.waitForAll()
    }
    let run = try store.load(recorder.runID)
    #expect(run.transcripts.map(\.trial.number) == Array(0..<640))
    #expect(run.transcripts.allSatisfy { $0.text == "answer \($0.trial.number)" })
    #expect(try store.callLog(recorder.runID).compactMap(\.trial).sorted() == Array(0..<640))
  }

  @Test func writesAllThatWaitsInOneTransaction() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    let commits = CommitCounter()
    try store.write { $0.add(transactionObserver: commits) }
    let before = commits.count
    let other = try OtherProcess(at: folder.file())
    try await other.startsWriting()
    try await withThrowingTaskGroup { group in
      group.addTask { try await recorder.record(Samples.transcript(0)) }
      while recorder.waitingCount != 0 || !recorder.isWriting { await Task.yield() }
      for number in 1...64 { group.addTask { try await recorder.record(Samples.transcript(number)) } }
      while recorder.waitingCount < 64 { await Task.yield() }
      try await other.givesUp()
      try await group.waitForAll()
    }
    #expect(try store.completedTrials(recorder.runID).count == 65)
    #expect(commits.count - before == 2)
  }

  @Test func refusesASecondTranscriptOfATrialAndKeepsTheRest() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    try await recorder.record(Samples.transcript(3, text: "first"))
    let codes = await withTaskGroup(of: HistoryFailure.Code?.self) { group in
      for number in 0..<6 {
        group.addTask {
          do throws(HistoryFailure) {
            try await recorder.record(Samples.transcript(number, text: "second"))
            return nil
          } catch {
            return error.code
          }
        }
      }
      return await group.compactMap(\.self).reduce(into: []) { $0.append($1) }
    }
    #expect(codes == [.doubledTrial])
    let run = try store.load(recorder.runID)
    #expect(run.transcripts.map(\.text) == ["second", "second", "second", "first", "second", "second"])
  }

  @Test func keepsTheCallLogOnFlushAndOnFinish() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    recorder.log(Samples.entry(nil))
    try await recorder.flush()
    #expect(try store.callLog(recorder.runID).map(\.trial) == [nil])
    recorder.log(Samples.entry(1))
    try await recorder.finish(at: Samples.start.addingTimeInterval(60))
    #expect(try store.callLog(recorder.runID).map(\.trial) == [nil, 1])
    #expect(try store.runs().first?.finishedAt == Samples.start.addingTimeInterval(60))
  }

  @Test func keepsALongCallLogWithoutATranscript() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    for number in 0..<2000 { recorder.log(Samples.entry(number)) }
    try await recorder.flush()
    #expect(try store.callLog(recorder.runID).map(\.trial) == Array(0..<2000))
  }

  @Test func saysThatTheDiskIsFullAndKeepsWhatWasRecorded() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    try store.write { db in
      let pages = try #require(try Int.fetchOne(db, sql: "PRAGMA page_count"))
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 20)")
    }
    var kept: Set<Int> = []
    var failure: HistoryFailure?
    for number in 0..<1000 where failure == nil {
      recorder.log(Samples.entry(number))
      do throws(HistoryFailure) {
        try await recorder.record(Samples.transcript(number, text: String(repeating: "x", count: 1000)))
        kept.insert(number)
      } catch { failure = error }
    }
    #expect(failure?.code == .full)
    #expect(failure?.fix.contains("--resume") == true)
    #expect(!kept.isEmpty)
    #expect(try store.completedTrials(recorder.runID) == kept)
    try store.write { try $0.execute(sql: "PRAGMA max_page_count = 1073741823") }
    try await recorder.record(Samples.transcript(kept.count))
    #expect(try store.callLog(recorder.runID).compactMap(\.trial) == Array(0...kept.count))
  }

  @Test func saysSoWhenItsRunIsGone() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    try store.write { try $0.execute(sql: "DELETE FROM runs") }
    await #expect(throws: HistoryFailure.self) { try await recorder.record(Samples.transcript(0)) }
  }

  @Test func forgetsEverythingOfARunThatIsDeleted() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    recorder.log(Samples.entry(0))
    try await recorder.record(Samples.transcript(0))
    try store.write { try $0.execute(sql: "DELETE FROM runs") }
    for table in ["trials", "calls", "sources", "variants"] {
      #expect(try store.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)") } == 0)
    }
  }
}

/// Counts the transactions of one connection.
private final class CommitCounter: TransactionObserver, Sendable {
  private let commits = Mutex(0)
  var count: Int { commits.withLock(\.self) }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) { commits.withLock { $0 += 1 } }
  func databaseDidRollback(_ db: Database) {}
}
