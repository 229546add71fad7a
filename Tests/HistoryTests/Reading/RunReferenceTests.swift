import EvalCore
import Foundation
import Testing

@testable import History

@Suite struct RunReferenceTests {
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
    ("last~4", .unknownRun, "at most 'last~3'", "history list"), ("last~-1", .unknownRun, "'last~-1'", "history list"),
    ("last~", .unknownRun, "'last~'", "history list"), ("last~+1", .unknownRun, "'last~+1'", "history list"),
    ("last~99999999999999999999", .unknownRun, "expected 'last'", "history list"),
    ("01234", .unknownRun, "at least 6", "history list"), ("", .unknownRun, "found ''", "history list"),
    ("%%%%%%", .unknownRun, "'%%%%%%'", "history list"), ("nightly", .unknownRun, "'nightly'", "history list"),
  ])
  func saysWhyItNamesNone(reference: String, code: HistoryFailure.Code, message: String, fix: String) throws {
    let store = try self.store()
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.resolve(reference) }
    #expect(failure.code == code)
    #expect(failure.message.contains(message))
    #expect(failure.fix.contains(fix))
  }

  @Test(arguments: ["last", "last~2", "012345"])
  func saysThatThereIsNoRun(reference: String) throws {
    let store = try HistoryStore.open(folder.file())
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.resolve(reference) }
    #expect(failure.message.hasSuffix("holds no run"))
  }
}
