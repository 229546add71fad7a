import EvalCore
import Foundation
import GRDB
import OrderedJSON
import TestSupport
import Testing

@testable import History

@Suite struct SchemaTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func everyVersionHasAFixture() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Fixtures.folder.path)
    #expect(Set(names.filter { $0.hasSuffix(".sql") }) == Set((1...Schema.scripts.count).map { "v\($0).sql" }))
  }

  @Test(arguments: 1...Schema.scripts.count)
  func readsWhatAnOlderVersionWrote(version: Int) async throws {
    try Fixtures.history(version: version, at: folder.file())
    let store = try HistoryStore.open(folder.file())
    let run = try store.load(store.resolve("last"))
    #expect(run.record.id == "3fa9c1d20b7e")
    #expect(run.record.finishedAt == run.record.startedAt.addingTimeInterval(1.5))
    #expect(run.plan.models.map(\.name) == ["lexical", "openai:gpt-5-mini"])
    #expect(run.variants.map(\.name) == ["today", "rewrite"])
    #expect(run.variants[0].toolSet.tools[0].json["x-rank"]?.compact == "1.0")
    #expect(run.sources.map(\.path) == ["suites/tracker.yaml"])
    #expect(run.transcripts.map(\.trial.number) == [0, 1])
    #expect(run.transcripts[0].calls[0].object?["query"] == "login")
    #expect(run.transcripts[1].failure?.class == .rateLimited)
    #expect(try store.callLog(run.record.id).map(\.tool) == ["search_issues"])
    #expect(try store.baselines().map(\.name) == (version < 2 ? [] : ["main"]))
    #expect(run.plan.control == (version < 2 ? nil : "today"))
    #expect(run.plan.isAdaptive == (version >= 2))
    #expect(run.plan.shard == (version < 2 ? nil : .init(index: 1, count: 2)))
    let recorder = try store.resume(run.record.id)
    try await recorder.record(Samples.transcript(2))
    #expect(try store.completedTrials(run.record.id) == [0, 1, 2])
  }

  @Test(arguments: 1...Schema.scripts.count)
  func aMigratedHistoryHasTheTablesOfANewOne(version: Int) throws {
    try Fixtures.history(version: version, at: folder.file("old.sqlite"))
    let tables = try ["old.sqlite", "new.sqlite"].map { name in
      try HistoryStore.open(folder.file(name)).read { db in
        try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
      }
    }
    #expect(tables[0] == tables[1])
    #expect(tables[0].count >= 10)
  }

  @Test func refusesAHistoryOfANewerVersion() throws {
    let store = try HistoryStore.open(folder.file())
    try store.write { try $0.execute(sql: "PRAGMA user_version = 99") }
    try store.close()
    let failure = try #require(throws: HistoryFailure.self) { _ = try HistoryStore.open(folder.file()) }
    #expect(failure.code == .newerSchema)
    #expect(failure.message.contains("found version 99"))
  }

  @Test func hasNoColumnForAScore() throws {
    let sql = try HistoryStore.open(folder.file()).read { db in
      try String.fetchAll(db, sql: "SELECT lower(sql) FROM sqlite_master WHERE sql IS NOT NULL").joined()
    }
    for word in ["score", "outcome", "verdict", "accuracy"] { #expect(!sql.contains(word)) }
  }
}
