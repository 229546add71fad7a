import EvalCore
import Foundation
import GRDB
import OrderedJSON
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
    ("UPDATE blobs SET bytes = x'00' WHERE rowid = 1", "whose content is not the one that was stored"),
    ("UPDATE runs SET plan = '{'", "a run '0123456789ab' whose 'plan' is JSON with broken JSON"),
    ("UPDATE runs SET started_at = 'yesterday'", "whose 'started_at' is no time: 'yesterday'"),
    ("UPDATE runs SET git_dirty = NULL", "without a 'git_dirty'"),
    ("UPDATE runs SET suite = x'FF00'", "whose column 'suite' holds another type"),
    ("UPDATE trials SET transcript = 7", "a trial '0' whose 'transcript' is JSON with number where"),
    ("UPDATE trials SET number = 5", "a transcript of trial 0 in the place of another"),
  ])
  func saysWhatIsDamaged(change: String, complaint: String) async throws {
    let store = try HistoryStore.open(folder.file())
    try await store.beginSample().record(Samples.transcript(0))
    try store.write { try $0.execute(sql: change) }
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.load("0123456789ab") }
    #expect(failure.code == .damaged)
    #expect(failure.message.contains(complaint), "\(failure.message)")
  }

  @Test func namesTheLatestRunWhereTheWantedOneIsUnknown() throws {
    let store = try HistoryStore.open(folder.file())
    _ = try store.beginSample()
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.load("ffffffffffff") }
    #expect(failure.code == .unknownRun)
    #expect(failure.fix.contains("0123456789ab"))
  }
}
