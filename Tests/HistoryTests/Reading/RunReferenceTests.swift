import Foundation
import TestSupport
import Testing

@testable import History

@Suite struct RunReferenceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    arguments: [
      ("last", .latest(0), nil), ("last~12", .latest(12), nil), ("last:today", .latest(0), "today"),
      ("ABCDEF01", .beginning("abcdef01"), nil), ("abcdef:git:main", .beginning("abcdef"), "git:main"),
      ("@main", .baseline("main"), nil), ("@feature/x:today", .baseline("feature/x"), "today"),
      ("@a.jsonl", .baseline("a.jsonl"), nil), ("main.jsonl", .file("main.jsonl"), nil),
      ("b/main.jsonl:today", .file("b/main.jsonl"), "today"), ("a:b.jsonl", .file("a:b.jsonl"), nil),
      ("a:b.jsonl:git:main", .file("a:b.jsonl"), "git:main"), ("./last", .file("./last"), nil),
      ("b/none", .file("b/none"), nil),
    ] as [(String, RunReference.Kind, String?)])
  func isReadWithoutLookingAnythingUp(text: String, kind: RunReference.Kind, variant: String?) throws {
    let reference = try RunReference(text)
    #expect(reference.kind == kind)
    #expect(reference.variant == variant)
    #expect(reference.text == text)
  }

  @Test func takesTheLongestBeginningThatIsAFile() throws {
    for name in ["run", "run.jsonl:today", "old.jsonl"] {
      try Data().write(to: URL(fileURLWithPath: folder.file(name)))
    }
    #expect(try RunReference(folder.file("run")).kind == .file(folder.file("run")))
    #expect(try RunReference(folder.file("run:today")).variant == "today")
    #expect(try RunReference(folder.file("run.jsonl:today")).kind == .file(folder.file("run.jsonl:today")))
    #expect(try RunReference(folder.file("run.jsonl:today:bare")).variant == "bare")
    #expect(try RunReference(folder.file("old.jsonl:v1.jsonl")).variant == "v1.jsonl")
    #expect(try RunReference(folder.file("new.jsonl:v1.jsonl")).variant == nil)
  }

  @Test(arguments: [
    ("", "found ''"), ("01234", "at least 6 of its digits"), ("last~", "'last~'"), ("last~+1", "'last~+1'"),
    ("last~-1", "'last~-1'"), ("last~99999999999999999999", "expected 'last', 'last~N', '@BASELINE'"),
    ("nightly", "'nightly'"), ("%%%%%%", "'%%%%%%'"), ("01234:today", "'01234:today'"), ("\u{1B}[2J", #"'\u{1B}[2J'"#),
  ])
  func saysWhatItCouldBe(text: String, message: String) {
    let failure = #expect(throws: HistoryFailure.self) { _ = try RunReference(text) }
    #expect(failure?.code == .unknownRun)
    #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
    #expect(failure?.fix == "toolsight history list shows all runs")
  }

  @Test(arguments: ["last:", "@main:", "abcdef:", "main.jsonl:"])
  func wantsAVariantAfterItsColon(text: String) {
    let failure = #expect(throws: HistoryFailure.self) { _ = try RunReference(text) }
    #expect(failure?.code == .unknownVariant)
    #expect(failure?.message == "expected a variant after the ':' of '\(text)', found nothing")
    #expect(failure?.fix == "write '\(text.dropLast())' for the whole run")
  }

  @Test(arguments: ["@", "@-x", "@./x.jsonl", "@a b", "@@main"])
  func refusesABaselineThatNobodyCanSave(text: String) {
    let failure = #expect(throws: HistoryFailure.self) { _ = try RunReference(text) }
    #expect(failure?.code == .unfitName)
  }

  @Test(
    arguments: [
      ("main", .baseline("main"), nil), ("@main", .baseline("main"), nil), ("last", .baseline("last"), nil),
      ("abcdef", .baseline("abcdef"), nil), ("feature/x:today", .baseline("feature/x"), "today"),
      ("b/main.jsonl", .file("b/main.jsonl"), nil), ("main.jsonl:today", .file("main.jsonl"), "today"),
      ("./main", .file("./main"), nil), ("../main:x", .file("../main:x"), nil), ("/tmp/none", .file("/tmp/none"), nil),
    ] as [(String, RunReference.Kind, String?)])
  func takesANameWhereABaselineIsWanted(text: String, kind: RunReference.Kind, variant: String?) throws {
    let reference = try RunReference(baseline: text)
    #expect(reference.kind == kind)
    #expect(reference.variant == variant)
    #expect(reference.text == text)
  }
}
