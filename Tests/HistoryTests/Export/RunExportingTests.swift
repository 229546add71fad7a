import EvalCore
import Foundation
import GRDB
import OrderedJSON
import Synchronization
import TestSupport
import Testing

@testable import History

@Suite struct RunExportingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private struct FullDisk: Error {}

  @Test func givesBackTheRunThatWasKept() async throws {
    let store = try HistoryStore.open(folder.file())
    let run = try await store.recordSample()
    let read = try RunExport(reading: store.exported(run.record.id), named: "x")
    #expect(fields(read.run) == fields(run))
    #expect(read.run.sources[1].bytes == [0x7B, 0x00, 0xFF, 0x7D])
    #expect(read.run.transcripts.count == 16)
    #expect(read.baseline == nil)
  }

  @Test(arguments: 1...Schema.scripts.count)
  func givesBackARunOfAnOlderVersion(version: Int) throws {
    try Fixtures.history(version: version, at: folder.file())
    let store = try HistoryStore.open(folder.file())
    let run = try store.load(store.resolve("last"))
    #expect(fields(try RunExport(reading: store.exported(run.record.id), named: "x").run) == fields(run))
  }

  @Test func saysWhichBaselineItWas() async throws {
    let store = try HistoryStore.open(folder.file())
    let run = try await store.recordSample()
    let baseline = try store.saveBaseline("release/2.0", run: run.record.id, variant: "bare", at: Samples.start)
    let read = try RunExport(reading: store.exported(run.record.id, as: baseline), named: "x")
    #expect(read.baseline == baseline)
  }

  @Test func givesBackARunThatIsNotFinished() throws {
    let store = try HistoryStore.open(folder.file())
    _ = try store.beginSample()
    let read = try RunExport(reading: store.exported("0123456789ab"), named: "x").run
    #expect(read.record.finishedAt == nil)
    #expect(read.transcripts.isEmpty)
  }

  /// A history that was written without the key, and is exported by somebody who has it.
  @Test func takesSecretsOut() async throws {
    let store = try HistoryStore.open(folder.file())
    _ = try await store.recordSample()
    try store.close()
    let redacting = try HistoryStore.open(folder.file(), redact: { $0.replacing("s3cret", with: "<redacted:KEY>") })
    let bytes = try redacting.exported("0123456789ab")
    #expect(Data(bytes).range(of: Data("s3cret".utf8)) == nil)
    let read = try RunExport(reading: bytes, named: "x").run
    #expect(read.transcripts[0].calls[0].object?["a"] == "<redacted:KEY>")
  }

  @Test func handsOnPiecesAndNotTheWhole() async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    for var transcript in Samples.transcripts(Samples.plan(try Samples.suite())) {
      transcript.turns.append(Turn(answer: ModelAnswer(text: String(repeating: "x", count: 50_000))))
      try await recorder.record(transcript)
    }
    var sizes: [Int] = []
    try store.export("0123456789ab") { sizes.append($0.count) }
    #expect(sizes.count >= 8)
    #expect(sizes.allSatisfy { $0 < 200_000 })
  }

  @Test func passesOnWhatItsSinkThrows() async throws {
    let store = try HistoryStore.open(folder.file())
    _ = try await store.recordSample()
    #expect(throws: FullDisk.self) { try store.export("0123456789ab") { _ in throw FullDisk() } }
    #expect(try store.runs().count == 1)
  }

  @Test func exportsNoUnknownRun() throws {
    let store = try HistoryStore.open(folder.file())
    let failure = try #require(throws: HistoryFailure.self) { _ = try store.exported("0123456789ab") }
    #expect(failure.code == .unknownRun)
  }

  @Test(arguments: [
    ("replace(transcript, 'case-0', 'case-9')", "trial 0 of the case 'case-9'"),
    ("substr(transcript, 1, 40)", "broken JSON"),
  ])
  func leavesOutWhatItWouldNotRead(change: String, complaint: String) async throws {
    let store = try HistoryStore.open(folder.file())
    let recorder = try store.beginSample()
    for number in 0..<2 { try await recorder.record(Samples.transcript(number)) }
    try store.write { try $0.execute(sql: "UPDATE trials SET transcript = \(change) WHERE number = 0") }
    var bytes: [UInt8] = []
    let damages = try store.export("0123456789ab") { bytes += $0 }
    #expect(damages.map(\.trial) == [0] && damages[0].description.contains(complaint), "\(damages)")
    #expect(try RunExport(reading: bytes, named: "x").run.transcripts.map(\.trial.number) == [1])
  }

  @Test func importsARunUnderItsOwnID() async throws {
    let run = try await HistoryStore.open(folder.file("old.sqlite")).recordSample()
    let store = try HistoryStore.open(folder.file())
    #expect(try store.importRun(run))
    #expect(fields(try store.load("0123456789ab")) == fields(run))
    #expect(try store.saveBaseline("main", run: "0123456789ab").run == RunSummary(run))
  }

  @Test func importsTheSameRunOnce() async throws {
    let run = try await HistoryStore.open(folder.file("old.sqlite")).recordSample()
    let store = try HistoryStore.open(folder.file())
    #expect(try store.importRun(run))
    #expect(try !store.importRun(run))
    #expect(try store.runs().count == 1)
    #expect(try store.completedTrials("0123456789ab").count == 16)
  }

  @Test func refusesOtherContentUnderAnIDThatIsThere() async throws {
    var run = try await HistoryStore.open(folder.file("old.sqlite")).recordSample()
    let store = try HistoryStore.open(folder.file())
    try store.importRun(run)
    run.transcripts[3].stopped = .turns
    let failure = try #require(throws: HistoryFailure.self) { try store.importRun(run) }
    #expect(failure.code == .otherContent)
    #expect(failure.message.hasPrefix("expected run 0123456789ab as the history"))
    #expect(try store.load("0123456789ab").transcripts[3].stopped == .answer)
  }

  @Test func takesSecretsOutOfWhatIsImported() async throws {
    let run = try await HistoryStore.open(folder.file("old.sqlite")).recordSample()
    let store = try HistoryStore.open(folder.file(), redact: { $0.replacing("s3cret", with: "<redacted:KEY>") })
    #expect(try store.importRun(run))
    #expect(try !store.importRun(run))
    try store.close()
    let bytes = try #require(FileManager.default.contents(atPath: folder.file()))
    #expect(bytes.range(of: Data("s3cret".utf8)) == nil)
  }

  /// A run that could not be kept whole is not kept at all.
  @Test func importsAllOrNothing() async throws {
    var run = try await HistoryStore.open(folder.file("old.sqlite")).recordSample()
    run.transcripts.append(run.transcripts[0])
    let store = try HistoryStore.open(folder.file())
    #expect(throws: HistoryFailure.self) { try store.importRun(run) }
    #expect(try store.runs().isEmpty)
  }

  @Test func aKilledImportLeavesNothingBehind() async throws {
    try await HistoryStore.open(folder.file("old.sqlite")).recordSample()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      let run = try HistoryStore.open(path + "/old.sqlite").load("0123456789ab")
      // The last trial's text is met after everything else has been written.
      let store = try HistoryStore.open(
        path + "/history.sqlite",
        redact: { text in
          if text == "openai:gpt-5-mini", written.add(1, ordering: .relaxed).newValue > 10 { kill(getpid(), SIGKILL) }
          return text
        })
      try store.importRun(run)
    }
    let store = try HistoryStore.open(folder.file())
    #expect(try store.runs().isEmpty)
    #expect(try store.importRun(HistoryStore.open(folder.file("old.sqlite")).load("0123456789ab")))
  }
}

/// How often a model's name was stored.
private let written = Atomic(0)
