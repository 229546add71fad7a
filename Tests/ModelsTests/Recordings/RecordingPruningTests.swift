import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct RecordingPruningTests {
  private static func file() throws -> RecordingFile {
    Exchanged.file(
      try [
        Exchanged.trial("a"), Exchanged.trial("a", repeat: 2), Exchanged.trial("b"),
        Exchanged.trial("a", variant: "v2"),
        Exchanged.trial("a"),
      ].map { try Exchanged.recording(Exchanged.request(of: $0)) })
  }

  @Test func theLaterAnswerStays() throws {
    let pruning = RecordingPruning(try Self.file(), keeping: nil)
    #expect(pruning.kept.map(\.number) == [2, 3, 4, 5] && pruning.replaced == 1 && pruning.gone == 0)
    #expect(pruning.changesFile)
  }

  @Test func aLaterAnswerToAChangedRequestReplacesTheOldOne() throws {
    let changed = Exchanged.request(Exchanged.body(prompt: "New?"))
    let pruning = RecordingPruning(
      Exchanged.file([try Exchanged.recording(), try Exchanged.recording(changed)]), keeping: nil)
    #expect(pruning.kept.map(\.number) == [2])
  }

  @Test func onlyWhatSomeSuiteAsksStays() throws {
    let names = RecordingPruning.SuiteNames(cases: ["a"], variants: ["today"])
    let pruning = RecordingPruning(try Self.file(), keeping: [names])
    #expect(pruning.kept.map(\.number) == [2, 5] && pruning.replaced == 1 && pruning.gone == 2)
    let other = RecordingPruning.SuiteNames(cases: ["b"], variants: ["today", "v2"])
    #expect(RecordingPruning(try Self.file(), keeping: [names, other]).kept.map(\.number) == [2, 3, 5])
    #expect(RecordingPruning(try Self.file(), keeping: []).kept.isEmpty)
  }

  @Test func aTidyFileIsLeftAlone() throws {
    let line = try Exchanged.recording().line
    #expect(!RecordingPruning(RecordingFile(line, path: "r"), keeping: nil).changesFile)
    #expect(RecordingPruning(RecordingFile(line + [0x7B], path: "r"), keeping: nil).changesFile)
  }
}
