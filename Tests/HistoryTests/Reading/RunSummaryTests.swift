import EvalCore
import Foundation
import Testing

@testable import History

@Suite struct RunSummaryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func sayHowFarARunGot() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    try await recorder.record(Samples.transcript(0))
    let running = RunSummary(
      id: "0123456789ab", suite: "tracker", startedAt: Samples.start, finishedAt: nil, doneTrials: 1, plannedTrials: 16,
      models: ["openai:gpt-5-mini", "lexical"], variants: ["today", "bare"])
    #expect(try store.runs() == [running])
  }

  @Test func comeLatestFirstAndNoMoreThanWanted() throws {
    let store = try HistoryStore.open(folder.file())
    for (id, minute) in [("aaaaaaaaaaaa", 1.0), ("bbbbbbbbbbbb", 3), ("cccccccccccc", 2), ("dddddddddddd", 3)] {
      _ = try store.beginSample(Samples.run(id, at: Samples.start.addingTimeInterval(minute * 60)))
    }
    #expect(try store.runs().map(\.id) == ["dddddddddddd", "bbbbbbbbbbbb", "cccccccccccc", "aaaaaaaaaaaa"])
    #expect(try store.runs(limit: 1).map(\.id) == ["dddddddddddd"])
    #expect(try store.runs(limit: -1).isEmpty)
  }
}
