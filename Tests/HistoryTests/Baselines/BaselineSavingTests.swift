import EvalCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

@Suite struct BaselineSavingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// With the runs `aaaaaaaaaaaa` and `bbbbbbbbbbbb` of the suite `tracker`.
  private func store() throws -> HistoryStore {
    let store = try HistoryStore.open(folder.file())
    for id in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"] { _ = try store.beginSample(Samples.run(id)) }
    return store
  }

  @Test func survivesTheEndOfTheProcess() throws {
    let store = try store()
    try store.saveBaseline("main", run: "aaaaaaaaaaaa", variant: "bare", at: Samples.start)
    try store.close()
    let again = try HistoryStore.open(folder.file())
    let saved = try again.baseline(named: "main")
    #expect(saved.run.id == "aaaaaaaaaaaa")
    #expect(saved.variant == "bare")
    #expect(saved.savedAt == Samples.start)
  }

  @Test func refusesANameThatIsTakenAndSaysWhatToType() throws {
    let store = try store()
    try store.saveBaseline("main", run: "aaaaaaaaaaaa", variant: "today", at: Samples.start)
    let failure = try #require(throws: HistoryFailure.self) { try store.saveBaseline("main", run: "bbbbbbbbbbbb") }
    #expect(failure.code == .doubledBaseline)
    #expect(
      failure.message == "expected a name that no baseline of suite 'tracker' has, found 'main', which names run "
        + "aaaaaaaaaaaa, variant 'today' since 2026-11-22T14:03:07.120Z")
    #expect(failure.fix.contains("toolsight baseline save main bbbbbbbbbbbb --update"))
    #expect(try store.baseline(named: "main").run.id == "aaaaaaaaaaaa")
  }

  @Test func givesANameToAnotherRunWhereThatIsWanted() throws {
    let store = try store()
    try store.saveBaseline("main", run: "aaaaaaaaaaaa", variant: "today", at: Samples.start)
    let later = Samples.start.addingTimeInterval(60)
    let saved = try store.saveBaseline("main", run: "bbbbbbbbbbbb", replacing: true, at: later)
    #expect(try store.baselines() == [saved])
    #expect(saved.run.id == "bbbbbbbbbbbb")
    #expect(saved.variant == nil)
    #expect(saved.savedAt == later)
  }

  @Test func letsEachSuiteHaveABaselineOfTheSameName() throws {
    let store = try store()
    try store.write { try $0.execute(sql: "UPDATE runs SET suite = 'mail' WHERE id = 'bbbbbbbbbbbb'") }
    for id in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"] { try store.saveBaseline("main", run: id) }
    #expect(try store.baseline(named: "main", suite: "mail").run.id == "bbbbbbbbbbbb")
    #expect(try store.removeBaseline("main", suite: "mail").suite == "mail")
    #expect(try store.baseline(named: "main").run.id == "aaaaaaaaaaaa")
  }

  @Test func refusesAVariantThatTheRunDoesNotHave() throws {
    let store = try store()
    let failure = try #require(throws: HistoryFailure.self) {
      try store.saveBaseline("main", run: "aaaaaaaaaaaa", variant: "tomorrow")
    }
    #expect(failure.code == .unknownVariant)
    #expect(
      failure.message == "expected a variant of run aaaaaaaaaaaa, which has 'today', 'bare', found 'tomorrow'")
    #expect(failure.fix == "write one of them, as in aaaaaaaaaaaa:today")
  }

  @Test func refusesARunThatIsNotThere() throws {
    let store = try store()
    let failure = try #require(throws: HistoryFailure.self) { try store.saveBaseline("main", run: "cccccccccccc") }
    #expect(failure.code == .unknownRun)
    #expect(try store.baselines().isEmpty)
  }

  @Test func letsOneOfManyAtTheSameMomentHaveTheName() async throws {
    try store().close()
    let outcomes = try await withThrowingTaskGroup(of: HistoryFailure.Code?.self) { group in
      for number in 0..<8 {
        group.addTask {
          let store = try HistoryStore.open(folder.file())
          defer { try? store.close() }
          let id = number.isMultiple(of: 2) ? "aaaaaaaaaaaa" : "bbbbbbbbbbbb"
          do throws(HistoryFailure) { try store.saveBaseline("main", run: id) } catch { return error.code }
          return nil
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == nil } == 1)
    #expect(outcomes.count { $0 == .doubledBaseline } == 7)
    #expect(try HistoryStore.open(folder.file()).baselines().count == 1)
  }

  @Test func keepsItsRunFromBeingDeleted() throws {
    let store = try store()
    try store.saveBaseline("main", run: "aaaaaaaaaaaa")
    let failure = try #require(throws: HistoryFailure.self) {
      try store.write { try $0.execute(sql: "DELETE FROM runs WHERE id = 'aaaaaaaaaaaa'") }
    }
    #expect(failure.message.contains("FOREIGN KEY constraint failed"))
    #expect(try store.load("aaaaaaaaaaaa").sources.count == 2)
    try store.removeBaseline("main")
    try store.write { try $0.execute(sql: "DELETE FROM runs WHERE id = 'aaaaaaaaaaaa'") }
    #expect(try store.runs().map(\.id) == ["bbbbbbbbbbbb"])
  }

  @Test func leavesTheRunWhenItsNameGoes() throws {
    let store = try store()
    let saved = try store.saveBaseline("main", run: "aaaaaaaaaaaa")
    #expect(try store.removeBaseline("main") == saved)
    #expect(try store.baselines().isEmpty)
    #expect(try store.runs().count == 2)
    let failure = try #require(throws: HistoryFailure.self) { try store.removeBaseline("main") }
    #expect(failure.code == .unknownBaseline)
  }
}
