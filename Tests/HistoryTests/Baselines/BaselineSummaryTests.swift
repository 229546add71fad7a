import EvalCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

@Suite struct BaselineSummaryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// `main` of the suites `mail` and `tracker`, and `next` of `tracker`.
  private func store() throws -> HistoryStore {
    let store = try HistoryStore.open(folder.file())
    for id in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"] { _ = try store.beginSample(Samples.run(id)) }
    try store.write { try $0.execute(sql: "UPDATE runs SET suite = 'mail' WHERE id = 'bbbbbbbbbbbb'") }
    try store.saveBaseline("next", run: "aaaaaaaaaaaa")
    for id in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"] { try store.saveBaseline("main", run: id) }
    return store
  }

  @Test func saysWhatItsRunIs() async throws {
    let store = try HistoryStore.open(folder.file())
    try await store.recordSample()
    let saved = try store.saveBaseline("main", run: "0123456789ab", at: Samples.start)
    let run = try store.runs()[0]
    #expect(saved == BaselineSummary(name: "main", variant: nil, savedAt: Samples.start, run: run))
    #expect(saved.suite == "tracker")
    #expect(saved.run.models == ["openai:gpt-5-mini", "lexical"])
    #expect(saved.run.variants == ["today", "bare"])
    #expect(saved.run.doneTrials == 16)
    #expect(saved.run.startedAt == Samples.start)
  }

  @Test func comesBySuiteAndName() throws {
    let store = try store()
    #expect(try store.baselines().map { "\($0.suite) \($0.name)" } == ["mail main", "tracker main", "tracker next"])
    #expect(try store.baselines(suite: "tracker").map(\.name) == ["main", "next"])
    #expect(try store.baselines(suite: "none").isEmpty)
  }

  @Test func asksForTheSuiteWhereSeveralHaveTheName() throws {
    let store = try store()
    let failure = try #require(throws: HistoryFailure.self) { try store.baseline(named: "main") }
    #expect(failure.code == .ambiguousBaseline)
    #expect(failure.message == "expected one baseline, found 2 suites that have a 'main'")
    #expect(
      failure.fix == "name the suite with --suite NAME, or the run: bbbbbbbbbbbb ('mail', 2026-11-22T14:03:07.120Z), "
        + "aaaaaaaaaaaa ('tracker', 2026-11-22T14:03:07.120Z)")
    #expect(try store.baseline(named: "main", suite: "mail").run.id == "bbbbbbbbbbbb")
    #expect(try store.baseline(named: "next").run.id == "aaaaaaaaaaaa")
  }

  @Test(
    arguments: [
      ("old", nil, "expected a baseline of the history", "toolsight baseline list shows all"),
      (
        "next", "mail", "expected a baseline of suite 'mail' in the history",
        "suite 'tracker' has one; toolsight baseline"
      ),
      ("MAIN", nil, "found 'MAIN', which names none", "toolsight baseline list shows all"),
    ] as [(String, String?, String, String)])
  func saysWhatThereIsInstead(name: String, suite: String?, message: String, fix: String) throws {
    let store = try store()
    let failure = try #require(throws: HistoryFailure.self) { try store.baseline(named: name, suite: suite) }
    #expect(failure.code == .unknownBaseline)
    #expect(failure.message.contains(message), "\(failure.message)")
    #expect(failure.fix.hasPrefix(fix))
  }

  @Test func saysHowToMakeTheFirst() throws {
    let store = try HistoryStore.open(folder.file())
    let failure = try #require(throws: HistoryFailure.self) { try store.baseline(named: "main") }
    #expect(failure.fix.hasPrefix("save one with toolsight baseline save main RUN"))
  }

  @Test func saysWhatIsDamaged() throws {
    let store = try store()
    try store.write { try $0.execute(sql: "UPDATE baselines SET saved_at = 'yesterday'") }
    let listing = try store.baselineListing()
    #expect(listing.values.isEmpty && listing.damages.count == 3)
    #expect(listing.damages[0].description.contains("whose 'saved_at' is not a time: 'yesterday'"))
    #expect(throws: HistoryFailure.self) { try store.baseline(named: "next") }
  }
}
