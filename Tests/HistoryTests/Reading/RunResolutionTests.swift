import EvalCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

@Suite struct RunResolutionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Four runs, in the order of their starts.
  private func store() throws -> HistoryStore {
    let store = try HistoryStore.open(folder.file())
    for (minute, id) in ["abcdef000001", "abcdef000002", "0123456789ab", "fedcba987654"].enumerated() {
      _ = try store.beginSample(Samples.run(id, at: Samples.start.addingTimeInterval(Double(minute) * 60)))
    }
    return store
  }

  @Test(arguments: [
    ("last", "fedcba987654"), ("last~0", "fedcba987654"), ("last~1", "0123456789ab"), ("last~3", "abcdef000001"),
    ("abcdef000002", "abcdef000002"), ("012345", "0123456789ab"), ("FEDCBA98", "fedcba987654"),
  ])
  func namesOneRun(reference: String, id: String) throws {
    #expect(try store().resolve(reference) == id)
  }

  @Test(arguments: [
    ("abcdef", HistoryFailure.Code.ambiguousRun, "found 2 whose id begins with 'abcdef'", "abcdef000002 ('tracker'"),
    ("abcdef00000", .ambiguousRun, "found 2", "2026-11-22T14:04:07.120Z"),
    ("999999", .unknownRun, "found '999999', which names none", "the latest is fedcba987654"),
    ("last~4", .unknownRun, "at most 'last~3'", "history list"), ("nightly", .unknownRun, "'nightly'", "history list"),
    ("@main", .unknownBaseline, "found 'main', which names none", "toolsight baseline save main RUN"),
    ("last:today", .unknownRun, "expected a whole run, found one variant of it: 'last:today'", "leave out the ':'"),
    (
      "main.jsonl", .unknownRun, "expected a run of the history, found the file 'main.jsonl'",
      "history import main.jsonl"
    ),
  ])
  func saysWhyItNamesNone(reference: String, code: HistoryFailure.Code, message: String, fix: String) throws {
    let store = try self.store()
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.resolve(reference) }
    #expect(failure.code == code)
    #expect(failure.message.contains(message))
    #expect(failure.fix.contains(fix))
  }

  /// The machine's clock was wrong when the first one began.
  @Test func takesTheOrderOfTheHistoryForTheOrderOfTime() throws {
    let store = try store()
    try store.write { try $0.execute(sql: "UPDATE runs SET started_at = '2090-01-01T00:00:00.000Z' WHERE key = 1") }
    #expect(try store.resolve("last") == "fedcba987654" && store.resolve("last~3") == "abcdef000001")
  }

  /// Of a run that was begun elsewhere its clock is all that is known, so that it is never the one begun last here.
  @Test func putsImportedRunsBehindThoseBegunHere() async throws {
    let other = try HistoryStore.open(folder.file("other.sqlite"))
    for (id, hour) in [("aaaaaaaaaaaa", 2.0), ("bbbbbbbbbbbb", 1.0)] {
      _ = try other.beginSample(Samples.run(id, at: Samples.start.addingTimeInterval(hour * 3600)))
    }
    let store = try HistoryStore.open(folder.file())
    for id in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"] { try store.importRun(other.load(id)) }
    #expect(try store.resolve("last") == "aaaaaaaaaaaa" && store.resolve("last~1") == "bbbbbbbbbbbb")
    for id in ["cccccccccccc", "dddddddddddd"] { _ = try store.beginSample(Samples.run(id)) }
    #expect(
      try store.runs().map(\.id) == ["dddddddddddd", "cccccccccccc", "aaaaaaaaaaaa", "bbbbbbbbbbbb"])
    #expect(try (0..<4).map { try store.resolve("last~\($0)") } == store.runs().map(\.id))
  }

  @Test func knowsABaselineByItsName() throws {
    let store = try store()
    for name in ["main", "release/2.0", "abcdef99"] { try store.saveBaseline(name, run: "abcdef000002") }
    #expect(try store.resolve("main") == "abcdef000002")
    // What has a '/' is a path, unless there is nothing.
    #expect(try store.reference("release/2.0").kind == .baseline("release/2.0"))
    #expect(try store.reference("main:bare").kind == .baseline("main"))
    #expect(try store.reference("main:bare").variant == "bare")
    // A word that can be a run's is one.
    let failure = try #require(throws: HistoryFailure.self) { try store.resolve("abcdef99") }
    #expect(failure.code == .unknownRun && failure.fix == "did you mean '@abcdef99'?")
    #expect(throws: HistoryFailure.self) { try store.resolve("maim") }
  }

  @Test(arguments: ["last", "last~2", "012345"])
  func saysThatThereIsNoRun(reference: String) throws {
    let store = try HistoryStore.open(folder.file())
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.resolve(reference) }
    #expect(failure.message.hasSuffix("holds no run"))
  }

  @Test func namesTheRunOfABaseline() throws {
    let store = try self.store()
    try store.saveBaseline("main", run: "abcdef000002", variant: "bare")
    #expect(try store.resolve("@main") == "abcdef000002")
    let named = try store.load(RunReference("@main"))
    #expect(named.run.record.id == "abcdef000002")
    #expect(named.variant == "bare")
    #expect(named.baseline == (try store.baseline(named: "main")))
    #expect(try store.load(RunReference("@main:today")).variant == "today")
  }

  /// A name that could be the beginning of an id is the baseline's where there is one.
  @Test(arguments: ["abcdef", "0123456", "20261201", "release/2.0", "main"])
  func whatIsComparedWithIsABaselineFirst(name: String) throws {
    let store = try store()
    try store.saveBaseline(name, run: "fedcba987654")
    #expect(try store.baselineReference(name, suite: "tracker").kind == .baseline(name))
    #expect(try store.baselineReference("@\(name):today", suite: "tracker").variant == "today")
    // Elsewhere it has no such meaning.
    let other = try store.baselineReference(name, suite: "other").kind
    #expect(["release/2.0", "main"].contains(name) ? other == .baseline(name) : other == .beginning(name))
  }

  /// Where there is no such file.
  @Test func aBranchesNameIsItsBaselines() throws {
    let store = try store()
    try store.saveBaseline("feature/x", run: "fedcba987654")
    #expect(try store.reference("feature/x").kind == .baseline("feature/x"))
    #expect(try store.reference("feature/y").kind == .file("feature/y"))
  }

  @Test func whatIsComparedWithIsElseARunOrAFile() throws {
    let store = try store()
    #expect(try store.baselineReference("last", suite: "tracker").kind == .latest(0))
    #expect(try store.baselineReference("abcdef000001", suite: "tracker").kind == .beginning("abcdef000001"))
    #expect(try store.baselineReference("main.jsonl", suite: "tracker").kind == .file("main.jsonl"))
  }

  @Test func looksForABaselineInTheGivenSuite() throws {
    let store = try self.store()
    try store.write { try $0.execute(sql: "UPDATE runs SET suite = 'mail' WHERE id = 'abcdef000002'") }
    for id in ["abcdef000001", "abcdef000002"] { try store.saveBaseline("main", run: id) }
    #expect(try store.load(RunReference("@main"), suite: "mail").run.record.id == "abcdef000002")
    #expect(try store.load(RunReference("last"), suite: "mail").run.record.id == "fedcba987654")
    let failure = try #require(throws: HistoryFailure.self) { try store.load(RunReference("@main")) }
    #expect(failure.code == .ambiguousBaseline)
  }

  @Test func namesOneVariantOfARun() throws {
    let store = try self.store()
    let named = try store.load(RunReference("last~1:bare"))
    #expect(named.run.record.id == "0123456789ab")
    #expect(named.variant == "bare")
    #expect(named.baseline == nil)
    #expect(try store.load(RunReference("last")).variant == nil)
    let failure = try #require(throws: HistoryFailure.self) { try store.load(RunReference("last:tomorrow")) }
    #expect(failure.code == .unknownVariant)
    #expect(failure.message.hasSuffix("which has 'today', 'bare', found 'tomorrow'"))
  }

  @Test func namesARunThatWasExported() async throws {
    let store = try HistoryStore.open(folder.file())
    let run = try await store.recordSample()
    let baseline = try store.saveBaseline("main", run: run.record.id, variant: "bare", at: Samples.start)
    let path = folder.file("main.jsonl")
    try Data(store.exported(run.record.id, as: baseline)).write(to: URL(fileURLWithPath: path))
    try store.close()
    let named = try ReferencedRun(exportAt: path)
    #expect(fields(named.run) == fields(run))
    #expect(named.variant == "bare")
    #expect(named.baseline == baseline)
    let empty = try HistoryStore.open(folder.file("empty.sqlite"))
    #expect(try empty.load(RunReference(path + ":today")).variant == "today")
    let failure = try #require(throws: HistoryFailure.self) { try empty.load(RunReference(path + ":tomorrow")) }
    #expect(failure.code == .unknownVariant)
  }
}
