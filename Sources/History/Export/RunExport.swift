import EvalCore
import Foundation
import OrderedJSON

/// A run as an export says it, checked and whole: what ``HistoryStore/load(_:)-(String)`` gave where it was exported.
package struct RunExport: Sendable {
  package let run: StoredRun
  /// What it was called; nil where it was exported as a run.
  package let baseline: BaselineSummary?

  /// How much a file may ask of its reader, in bytes; nobody can export more.
  package struct Limits: Sendable {
    package var bytes: Int
    package var line: Int

    package init(bytes: Int = 1 << 30, line: Int = 32 << 20) {
      self.bytes = bytes
      self.line = line
    }
  }

  private static let pieceSize = 1 << 20

  /// Reads the file at `path`, in pieces.
  package init(at path: String, limits: Limits = Limits()) throws(HistoryFailure) {
    let file: FileHandle
    do {
      file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    } catch {
      throw .unreadableExport(path, error)
    }
    defer { try? file.close() }
    let lines = ExportLineReader(path, limits: limits) {
      Array(try file.read(upToCount: Self.pieceSize) ?? Data())
    }
    try self.init(lines)
  }

  /// Reads a file that is in memory; `path` names it in complaints.
  package init(reading bytes: [UInt8], named path: String, limits: Limits = Limits()) throws(HistoryFailure) {
    var piece = bytes
    let lines = ExportLineReader(path, limits: limits) {
      defer { piece = [] }
      return piece
    }
    try self.init(lines)
  }

  private init(_ lines: ExportLineReader) throws(HistoryFailure) {
    var reading = ExportReading(lines)
    let header = try reading.header()
    var run = header.run
    run.transcripts = try reading.transcripts(among: header.planned)
    self.run = run
    baseline = header.baseline.map {
      BaselineSummary(name: $0.name, variant: $0.variant, savedAt: $0.savedAt, run: RunSummary(run))
    }
  }
}

/// Reads an export from its first line to its last.
private struct ExportReading {
  private var lines: ExportLineReader
  private var chain = LineChain()

  init(_ lines: ExportLineReader) { self.lines = lines }

  mutating func header() throws(HistoryFailure) -> ExportHeader {
    let expected = "expected an exported run of schema '\(ExportHeader.schema)'"
    guard let line = try lines.next() else { throw lines.cut(1, "\(expected), found an empty file") }
    let json = try lines.json(line)
    chain.append(line.bytes)
    do throws(DamagedRow) { return try ExportHeader(stored: json) } catch {
      throw lines.complaint(line.number, "\(expected), found \(error)")
    }
  }

  /// All that follows the header, by the trial's number.
  mutating func transcripts(among planned: PlannedTrials) throws(HistoryFailure) -> [Transcript] {
    var (planned, transcripts) = (planned, [Transcript]())
    while let line = try lines.next() {
      let json = try lines.json(line)
      if let end = json["end"] {
        try check(end, line.number, trials: transcripts.count)
        try requireNoMore()
        return transcripts.sorted { $0.trial.number < $1.trial.number }
      }
      transcripts.append(try transcript(json, line.number, among: &planned))
      chain.append(line.bytes)
    }
    throw lines.cut(
      lines.number, "expected another trial or the last line, which says 'end', found the end of the file")
  }

  private func transcript(
    _ json: JSON, _ line: Int, among planned: inout PlannedTrials
  ) throws(HistoryFailure) -> Transcript {
    do throws(DamagedRow) {
      let transcript = try Transcript(stored: json)
      try planned.admit(transcript.trial)
      return transcript
    } catch {
      throw lines.complaint(line, "expected a trial of the run's plan, found \(error)")
    }
  }

  private func check(_ end: JSON, _ line: Int, trials: Int) throws(HistoryFailure) {
    let (count, digest): (Int, String)
    do throws(DamagedRow) {
      let members = try StoredMembers(end)
      (count, digest) = (try members.int("trials"), try members.text("digest"))
    } catch {
      throw lines.complaint(line, "expected the number and the digest of the trials in 'end', found \(error)")
    }
    guard count == trials else {
      throw lines.complaint(line, "expected \(count.counted("trial")) before the last line, found \(trials)")
    }
    guard digest == chain.digest else {
      throw lines.complaint(
        line, "expected the lines that were exported, of digest \(digest.quoted), found \(chain.digest)")
    }
  }

  private mutating func requireNoMore() throws(HistoryFailure) {
    guard try lines.next() == nil else {
      throw lines.complaint(lines.number, "expected nothing after the line that says 'end', found another line")
    }
  }
}
