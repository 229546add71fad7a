import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import History

@Suite struct RunExportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let golden = "fixtures/history/run-v1.jsonl"

  /// The run of an older version is exported as it was then: a version whose exports say more adds a row.
  @Test(arguments: [(version: 2, file: golden)])
  func hasTheFormThatWasReleased(version: Int, file: String) throws {
    try Fixtures.history(version: version, at: folder.file())
    let store = try HistoryStore.open(folder.file())
    let baseline = try store.baseline(named: "main")
    let bytes = try store.exported(baseline.run.id, as: baseline)
    try Golden.expect(bytes, equals: file)
  }

  @Test func isReadFromAFile() throws {
    let export = try RunExport(at: ProjectRoot.path + "/" + Self.golden)
    #expect(export.run.record.id == "3fa9c1d20b7e")
    #expect(export.run.plan.seed == .max)
    #expect(export.run.plan.shard == .init(index: 1, count: 2))
    #expect(export.run.variants[0].toolSet.tools[0].json["x-rank"]?.compact == "1.0")
    #expect(export.run.transcripts.map(\.trial.number) == [0, 1])
    #expect(export.baseline?.name == "main")
    #expect(export.baseline?.variant == "today")
    #expect(export.baseline?.run == RunSummary(export.run))
  }

  private static func lines() throws -> [String] {
    try ProjectRoot.text(golden).split(separator: "\n").map(String.init)
  }

  private static func failure(_ bytes: some Sequence<UInt8>, limits: RunExport.Limits = .init()) -> HistoryFailure? {
    #expect(throws: HistoryFailure.self) { _ = try RunExport(reading: Array(bytes), named: "b.jsonl", limits: limits) }
  }

  @Test func mayHaveTheLineEndsOfWindowsOrLackTheLast() throws {
    let lines = try Self.lines()
    for text in [lines.joined(separator: "\n"), lines.joined(separator: "\r\n") + "\r\n"] {
      #expect(try RunExport(reading: Array(text.utf8), named: "x").run.transcripts.count == 2)
    }
  }

  @Test(arguments: Corruption.all)
  private func saysWhereItIsBroken(corruption: Corruption) throws {
    var lines = try Self.lines()
    let before = lines
    corruption.change(&lines)
    try #require(lines != before)
    let failure = try #require(Self.failure(lines.map { $0 + "\n" }.joined().utf8))
    #expect(failure.code == .brokenExport)
    #expect(failure.message == corruption.message)
    #expect(failure.fix.hasSuffix("export it again with toolsight baseline export NAME b.jsonl"))
  }

  @Test func saysThatItWasCutWhereverItEnds() throws {
    let bytes = try ProjectRoot.bytes(Self.golden)
    for count in stride(from: 0, to: bytes.count - 1, by: 11) {
      let failure = try #require(Self.failure(bytes[..<count]))
      #expect(failure.fix.hasPrefix("the file was cut"), "at \(count): \(failure)")
    }
    #expect(try RunExport(reading: Array(bytes.dropLast()), named: "x").run.transcripts.count == 2)
  }

  @Test func noticesEveryChangedByte() throws {
    let bytes = try ProjectRoot.bytes(Self.golden)
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 1
      #expect(Self.failure(changed)?.code == .brokenExport, "at \(place)")
    }
  }

  @Test func refusesWhatIsTooLong() throws {
    let bytes = try ProjectRoot.bytes(Self.golden)
    #expect(
      Self.failure(bytes, limits: .init(bytes: 1000))?.message
        == "b.jsonl:1: expected a file of at most 1000 bytes, found more")
    #expect(
      Self.failure(bytes, limits: .init(line: 1000))?.message
        == "b.jsonl:1: expected at most 1000 bytes in a line, found more")
  }

  @Test func refusesWhatIsTooDeep() throws {
    var lines = try Self.lines()
    lines[1] = String(repeating: "[", count: 100_000)
    let failure = try #require(Self.failure(lines.joined(separator: "\n").utf8))
    #expect(failure.message == "b.jsonl:2:529: expected at most 528 nested arrays and objects, found more")
  }

  @Test func refusesWhatIsNoText() {
    let failure = Self.failure([0xFF, 0xFE, 0x0A])
    #expect(failure?.message == "b.jsonl:1:1: expected a JSON value, found the byte 0xFF, which is not UTF-8 here")
  }

  @Test func saysThatThereIsNoFile() throws {
    for path in [folder.file("none.jsonl"), folder.path] {
      let failure = try #require(throws: HistoryFailure.self) { _ = try RunExport(at: path) }
      #expect(failure.code == .noExport)
      #expect(failure.message.hasPrefix("cannot read the export '\(path)': "), "\(failure.message)")
    }
  }
}

/// A change of the lines of an export, and the complaint that it must give.
private struct Corruption: Sendable, CustomTestStringConvertible {
  let message: String
  let change: @Sendable (inout [String]) -> Void
  var testDescription: String { message }

  private static let header = "expected an exported run of schema 'toolsight/run/v1', found "
  private static let trial = "expected a trial of the run's plan, found "

  /// In one line, one text for another.
  private static func edit(_ line: Int, _ text: String, _ new: String, _ message: String) -> Corruption {
    Corruption(message: "b.jsonl:\(line)" + message) { $0[line - 1] = $0[line - 1].replacing(text, with: new) }
  }

  private static func header(_ text: String, _ new: String, _ message: String) -> Corruption {
    edit(1, text, new, ": " + header + message)
  }

  private static func trial(_ text: String, _ new: String, _ message: String) -> Corruption {
    edit(2, text, new, ": " + trial + message)
  }

  private static func lines(_ message: String, _ change: @escaping @Sendable (inout [String]) -> Void) -> Corruption {
    Corruption(message: "b.jsonl:" + message, change: change)
  }

  static let all = headers + trials + ends

  private static let headers = [
    lines("1: \(header)an empty file") { $0 = [] },
    lines("1: \(header)array where an object was expected") { $0[0] = "[]" },
    lines("1: \(header)no member 'schema'") { $0[0] = "{}" },
    lines("1: \(header)no member 'schema'") { $0.removeFirst() },
    header("run/v1", "run/v2", "the schema 'toolsight/run/v2'"),
    header(#""plan":"#, #""plans":"#, "no member 'plan'"),
    header("3fa9c1d20b7e", "3FA9C1D20B7E", "a member 'id' that is not twelve hexadecimal digits"),
    header(#""startedAt":"2026"#, #""startedAt":"x"#, "a member 'startedAt' that is not a time"),
    header(#""dirty":true"#, #""dirty":1"#, "a member 'dirty' that is not a boolean"),
    header(#""repeats":5"#, #""repeats":0"#, "a member 'repeats' that is not a positive integer"),
    header(#""repeats":5"#, #""repeats":9223372036854775807"#, "a plan of more than 1000000 trials"),
    header(#""cases":["find"]"#, #""cases":["find","find"]"#, "a plan with a case, a variant or a model twice"),
    header(#""trials":12"#, #""trials":-1"#, "a plan of −1 trials where its cases, variants and models make 12"),
    header(#""index":1"#, #""index":9"#, "a part 9 of 2"),
    header(#""text":"schema"#, #""base64":"schema"#, "a member 'base64' that is not base64"),
    header(#""name":"main""#, #""name":"-x""#, "a baseline's name that 'baseline save' would not take"),
    header(
      #""variant":"today""#, #""variant":"gone""#, "a baseline of the variant 'gone', which the plan does not have"),
    header(
      #""variants":["today","rewrite"]"#, #""variants":["today","x"]"#,
      "a plan with the variant 'x', which has no tool set"),
    header(#""name":"rewrite""#, #""name":"today""#, "a variant twice"),
    header(
      #""digest":"sha256:9"#,
      #""digest":"sha256:3629e0ac4c20251d06b3aeba3523787cc0daee3344bfb2de700077a01f08927d","x":"9"#,
      "a tool set of no variant"),
    header(
      "Search.", "Find.",
      "a tool set 'sha256:3629e0ac4c20251d06b3aeba3523787cc0daee3344bfb2de700077a01f08927d' whose content has another digest"
    ),
    header(
      #""name":"rewrite","digest":"sha256:9"#, #""name":"rewrite","digest":"sha256:8"#,
      "a variant 'rewrite' without its tool set 'sha256:87cc4068ae148be68994d17db188345b3a788a55373beb03d24d1236614f4f53'"
    ),
    edit(1, #","run""#, #" "run""#, ":30: expected ',' or '}' after a member, found '\"'"),
  ]

  private static let trials = [
    trial(#""case":"find""#, #""case":"fi\u001bnd""#, #"trial 0 of the case 'fi\u{1B}nd'"#),
    trial(#""variant":"today""#, #""variant":"x""#, "trial 0 of the variant 'x'"),
    trial(#""model":"lexical""#, #""model":"x""#, "trial 0 of the model 'x'"),
    trial(#""number":0"#, #""number":-1"#, "trial -1 of the case 'find'"),
    trial(#""repeat":1"#, #""repeat":0"#, "trial 0, which is repeat 0 of 1"),
    trial(#""stopped":"turns""#, #""stopped":"tired""#, "a member 'stopped' that is not a known word"),
    trial(#"{"v":1"#, #"{"v":2"#, "version 2 where 1 was expected"),
    lines("4: \(trial)trial 1 again") { $0.insert($0[2], at: 3) },
    lines("4: \(trial)trial 7, which asks what another has asked") {
      $0.insert($0[2].replacing(#""number":1"#, with: #""number":7"#), at: 3)
    },
    lines("2: \(trial)array where an object was expected") { $0[1] = "[]" },
    lines("2:1: expected a JSON value, found the end of the text") { $0[1] = "" },
    lines("3:1: expected a JSON value, found '<'") { $0[2] = "<<<<<<< HEAD" },
    edit(3, #""turns":["#, #""turns":[,"#, ":186: expected a JSON value, found ','"),
  ]

  private static let ends = [
    lines("4: expected another trial or the last line, which says 'end', found the end of the file") {
      $0.removeLast()
    },
    lines("2: expected another trial or the last line, which says 'end', found the end of the file") {
      $0.removeLast(3)
    },
    lines("3: expected 2 trials before the last line, found 1") { $0.remove(at: 1) },
    lines(
      "4: expected the lines that were exported, of digest 'sha256:6813c98f2df3760e02a4a80ee5d93cd87346dcf74d631b4c56ce299d0a085873', found sha256:be546dd0cdf5f99a67766511fe13a5f926b1b1b95c06d62311728311b944a902"
    ) {
      $0[1] = $0[1].replacing("login", with: "logout")
    },
    lines("5: expected nothing after the line that says 'end', found another line") { $0.append("") },
    lines("4: expected the number and the digest of the trials in 'end', found boolean where an object was expected") {
      $0[3] = #"{"end":true}"#
    },
  ]
}
