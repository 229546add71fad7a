import EvalCore
import Foundation
import TestSupport
import Testing

@testable import History

@Suite struct ExportLinesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func digestsTheContentWhateverItIsCalled() async throws {
    let store = try HistoryStore.open(folder.file())
    let run = try await store.recordSample()
    let digest = try run.digest(StoredRedaction(nil))
    try store.saveBaseline("main", run: run.record.id)
    #expect(try store.load(run.record.id).digest(StoredRedaction(nil)) == digest)
    var other = run
    other.transcripts[7].durationMilliseconds += 1
    #expect(try other.digest(StoredRedaction(nil)) != digest)
    other = run
    other.transcripts.removeLast()
    #expect(try other.digest(StoredRedaction(nil)) != digest)
  }

  /// Nothing is written that could not be read again.
  @Test(arguments: [(1 << 20, 1000), (3000, 1 << 20)])
  func writesNoMoreThanAReaderTakes(bytes: Int, line: Int) async throws {
    let run = try await HistoryStore.open(folder.file()).recordSample()
    let header = try ExportHeader(run, baseline: nil)
    let error = #expect(throws: DamagedRow.self) {
      var lines = try ExportLines(header, StoredRedaction(nil), limits: .init(bytes: bytes, line: line))
      for transcript in run.transcripts { try lines.append(transcript, StoredRedaction(nil)) }
    }
    #expect(error?.description == "a run too large for an export of \(bytes) bytes and \(line) in a line")
  }

  @Test func mayComeInAnyOrder() async throws {
    let run = try await HistoryStore.open(folder.file()).recordSample()
    var lines = try ExportLines(ExportHeader(run, baseline: nil), StoredRedaction(nil))
    for transcript in run.transcripts.reversed() { try lines.append(transcript, StoredRedaction(nil)) }
    try lines.end()
    #expect(fields(try RunExport(reading: lines.takeBytes(), named: "x").run) == fields(run))
  }
}
