import EvalCore
import Foundation
import GRDB
import OrderedJSON
import Testing

@testable import History

@Suite struct SchemaTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// One history as each released version left it, as SQL.
  private static let fixtures = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/history")

  private static func history(version: Int, at path: String) throws {
    let script = try String(contentsOf: fixtures.appending(path: "v\(version).sql"), encoding: .utf8)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: script) }
    try queue.close()
  }

  @Test func everyVersionHasAFixture() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path)
    #expect(Set(names) == Set((1...Schema.scripts.count).map { "v\($0).sql" }))
  }

  @Test(arguments: 1...Schema.scripts.count)
  func readsWhatAnOlderVersionWrote(version: Int) async throws {
    try Self.history(version: version, at: folder.file())
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
    let recorder = try store.resume(run.record.id)
    try await recorder.record(Samples.transcript(2))
    #expect(try store.completedTrials(run.record.id) == [0, 1, 2])
  }

  @Test(arguments: 1...Schema.scripts.count)
  func aMigratedHistoryHasTheTablesOfANewOne(version: Int) throws {
    try Self.history(version: version, at: folder.file("old.sqlite"))
    let tables = try ["old.sqlite", "new.sqlite"].map { name in
      try HistoryStore.open(folder.file(name)).read { db in
        try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
      }
    }
    #expect(tables[0] == tables[1])
    #expect(tables[0].count >= 8)
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
