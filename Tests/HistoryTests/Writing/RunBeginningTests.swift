import EvalCore
import GRDB
import TestSupport
import Testing

@testable import History

@Suite struct RunBeginningTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func keepsEachContentOnceForAllRuns() throws {
    let store = try HistoryStore.open(folder.file())
    func blobs() throws -> Int? { try store.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM blobs") } }
    _ = try store.beginSample(Samples.run("aaaaaaaaaaaa"))
    #expect(try blobs() == 4)
    _ = try store.beginSample(Samples.run("bbbbbbbbbbbb"))
    #expect(try blobs() == 4)
    #expect(try store.load("aaaaaaaaaaaa").sources == store.load("bbbbbbbbbbbb").sources)
  }

  @Test func refusesARunThatIsThereAlready() throws {
    let store = try HistoryStore.open(folder.file())
    _ = try store.beginSample()
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.beginSample() }
    #expect(failure.code == .doubledRun)
    #expect(failure.fix.contains("--resume 0123456789ab"))
    #expect(try store.runs().count == 1)
  }

  @Test func goesOnWithARunThatWasBegunBefore() async throws {
    let first = try HistoryStore.open(folder.file())
    let recorder = try first.beginSample()
    try await recorder.record(Samples.transcript(0))
    try await recorder.finish(at: Samples.start)
    try first.close()
    let second = try HistoryStore.open(folder.file())
    let resumed = try second.resume("0123456789ab")
    #expect(try second.runs().first?.finishedAt == nil)
    try await resumed.record(Samples.transcript(4))
    #expect(try second.completedTrials("0123456789ab") == [0, 4])
  }

  /// What is expected may change between two attempts at a run; what the history says of it follows.
  @Test func goesOnWithARunAsItsSuiteIsToday() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    try await recorder.record(Samples.transcript(0))
    var suite = try Samples.suite()
    suite.strictness = .tools
    suite.sources = [SourceFile(path: "suite.yaml", bytes: Array("name: mended".utf8))]
    _ = try store.resume("0123456789ab", by: (suite, Samples.plan(suite)))
    let run = try store.load("0123456789ab")
    #expect(run.sources == suite.sources)
    #expect(run.plan == PlanParameters(Samples.plan(suite), of: suite))
    #expect(run.record.conditions == Conditions(suite).digest)
    #expect(run.transcripts.map(\.trial.number) == [0])
  }

  @Test func cannotGoOnWithAnUnknownRun() throws {
    let store = try HistoryStore.open(folder.file())
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.resume("0123456789ab") }
    #expect(failure.code == .unknownRun)
  }
}
