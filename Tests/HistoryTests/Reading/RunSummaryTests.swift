import EvalCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

@Suite struct RunSummaryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func sayHowFarARunGot() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    try await recorder.record(Samples.transcript(0))
    var failed = Samples.transcript(1)
    failed.failure = EndpointFailure(.connection, message: "refused")
    try await recorder.record(failed)
    let running = RunSummary(
      id: "0123456789ab", suite: "tracker", startedAt: Samples.start, finishedAt: nil, doneTrials: 2, failedTrials: 1,
      plannedTrials: 16, models: ["openai:gpt-5-mini", "lexical"], variants: ["today", "bare"])
    #expect(try store.runs() == [running])
  }

  /// Whatever the clock said then.
  @Test func comeAsTheyWereBegunAndNoMoreThanWanted() throws {
    let store = try HistoryStore.open(folder.file())
    for (id, minute) in [("aaaaaaaaaaaa", 1.0), ("bbbbbbbbbbbb", 30_000_000), ("cccccccccccc", 2), ("dddddddddddd", 2)]
    {
      _ = try store.beginSample(Samples.run(id, at: Samples.start.addingTimeInterval(minute * 60)))
    }
    #expect(try store.runs().map(\.id) == ["dddddddddddd", "cccccccccccc", "bbbbbbbbbbbb", "aaaaaaaaaaaa"])
    #expect(try store.runs(limit: 1).map(\.id) == ["dddddddddddd"])
    #expect(try store.runs(limit: -1).isEmpty)
  }

  @Test(arguments: [
    "UPDATE runs SET plan = '{'", "UPDATE runs SET started_at = 'soon'", "UPDATE runs SET suite = x'FF'",
  ])
  func aDamagedRunCostsItself(change: String) throws {
    let store = try HistoryStore.open(folder.file())
    for id in ["aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"] { _ = try store.beginSample(Samples.run(id)) }
    for id in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"] { try store.saveBaseline("of-\(id)", run: id) }
    try store.write { try $0.execute(sql: "\(change) WHERE id = 'bbbbbbbbbbbb'") }
    let listing = try store.listing(limit: 10)
    #expect(listing.values.map(\.id) == ["cccccccccccc", "aaaaaaaaaaaa"])
    #expect(listing.damages.count == 1 && listing.damages[0].description.hasPrefix("a run 'bbbbbbbbbbbb' whose "))
    #expect(try store.resolve("last~2") == "aaaaaaaaaaaa" && store.resolve("bbbbbb") == "bbbbbbbbbbbb")
    #expect(try store.baselines().map(\.name) == ["of-aaaaaaaaaaaa"])
    #expect(try store.baselineListing().damages.count == 1)
    #expect(throws: HistoryFailure.self) { try store.load("bbbbbbbbbbbb") }
  }
}
