import EvalCore
import Foundation
import GRDB
import OrderedJSON
import TestSupport
import Testing

@testable import History

@Suite struct StoredRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func hasAllThatWasKnownWhenItBegan() throws {
    let store = try HistoryStore.open(folder.file())
    _ = try store.beginSample()
    let (run, suite) = (try store.load("0123456789ab"), try Samples.suite())
    var (expected, found) = ("", "")
    dump(Samples.run(), to: &expected)
    dump(run.record, to: &found)
    #expect(found == expected)
    #expect(run.sources == suite.sources)
    #expect(run.variants.map(\.toolSet) == suite.variants.map(\.toolSet))
    #expect(run.variants[0].toolSet.tools[0].json["x-weight"]?.compact == "1.50")
    #expect(run.variants[0].digest.hasPrefix("sha256:"))
    #expect(run.plan == PlanParameters(Samples.plan(suite), of: suite))
    #expect(run.transcripts.isEmpty)
  }

  @Test func hasNoGitStateWhereThereWasNone() throws {
    let store = try HistoryStore.open(folder.file())
    _ = try store.beginSample(
      RunRecord(
        id: "0123456789ab", suiteName: "tracker", suitePath: "", startedAt: Samples.start, seed: .max, repeats: 3,
        toolsightVersion: "", git: nil, conditions: ""))
    #expect(try store.load("0123456789ab").record.git == nil)
  }

  @Test(arguments: [
    (
      "UPDATE blobs SET bytes = x'00' WHERE digest IN (SELECT digest FROM sources)", "whose content is not the one that"
    ),
    ("UPDATE runs SET plan = '{'", "a run '0123456789ab' whose 'plan' is JSON with broken JSON"),
    ("UPDATE runs SET started_at = 'yesterday'", "whose 'started_at' is not a time: 'yesterday'"),
    ("UPDATE runs SET git_dirty = NULL", "without a 'git_dirty'"),
    ("UPDATE runs SET suite = x'FF00'", "whose column 'suite' holds a type other"),
  ])
  func saysWhatIsDamaged(change: String, complaint: String) async throws {
    let store = try HistoryStore.open(folder.file())
    try await store.beginSample().record(Samples.transcript(0))
    try store.write { try $0.execute(sql: change) }
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.load("0123456789ab") }
    #expect(failure.code == .damaged)
    #expect(failure.message.contains(complaint), "\(failure.message)")
  }

  /// What was paid for beside it stays.
  @Test(arguments: [
    (
      "UPDATE trials SET transcript = 7 WHERE number = 2", 2, "a trial '2' whose 'transcript' is JSON with number where"
    ),
    ("UPDATE trials SET transcript = substr(transcript, 1, 40) WHERE number = 2", 2, "a trial '2' whose 'transcript'"),
    ("UPDATE trials SET transcript = '' WHERE number = 2", 2, "broken JSON"),
    ("UPDATE trials SET transcript = x'FF00' WHERE number = 2", 2, "broken JSON"),
    (
      "UPDATE trials SET transcript = replace(transcript, '\"v\":1', '\"v\":9') WHERE number = 2", 2,
      "version 9 where 1"
    ),
    ("UPDATE trials SET number = 50 WHERE number = 2", 50, "a transcript of trial 2 in the place of another"),
  ])
  func aDamagedTranscriptCostsOneTrial(change: String, number: Int, complaint: String) async throws {
    let store = try HistoryStore.open(folder.file())
    let whole = try await store.recordSample()
    try store.write { try $0.execute(sql: change) }
    let run = try store.load("0123456789ab")
    #expect(run.transcripts.map(\.trial.number) == whole.transcripts.map(\.trial.number).filter { $0 != 2 })
    #expect(run.damages.map(\.trial) == [number])
    #expect(run.damages[0].description.contains(complaint), "\(run.damages)")
  }

  @Test func aDamagedToolSetCostsItself() async throws {
    let store = try HistoryStore.open(folder.file())
    let whole = try await store.recordSample()
    try store.write { db in
      try db.execute(
        sql: "UPDATE blobs SET bytes = x'00' WHERE digest IN (SELECT digest FROM variants WHERE position = 1)")
    }
    let run = try store.load("0123456789ab")
    #expect(run.transcripts.count == whole.transcripts.count)
    #expect(run.variants.map(\.name) == ["today"])
    #expect(run.damages.map(\.trial) == [nil] && run.damages.map(\.isToolSet) == [true])
    // An export says which tools each variant showed.
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.exported("0123456789ab") }
    #expect(failure.code == .damaged)
  }

  @Test func aDamagedEntryOfTheCallLogCostsItself() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    for number in 0..<3 { recorder.log(Samples.entry(number)) }
    try await recorder.flush()
    try store.write { try $0.execute(sql: "UPDATE calls SET entry = '{' WHERE key = 2") }
    #expect(try store.callLog("0123456789ab").map(\.trial) == [0, 2])
  }

  @Test func namesTheLatestRunWhereTheWantedOneIsUnknown() throws {
    let store = try HistoryStore.open(folder.file())
    _ = try store.beginSample()
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.load("ffffffffffff") }
    #expect(failure.code == .unknownRun)
    #expect(failure.fix.contains("0123456789ab"))
  }
}
