import EvalCore
import OrderedJSON

/// Writes an export line by line; the last line says how many trials stand before it and what the digest of it all is,
/// so that a file that was cut or changed is known.
struct ExportLines {
  private var chain = LineChain()
  private var trials = 0
  private(set) var bytes: [UInt8] = []
  private var total = 0
  private let limits: RunExport.Limits

  init(_ header: ExportHeader, _ redact: StoredRedaction, limits: RunExport.Limits = .init()) throws(DamagedRow) {
    self.limits = limits
    try append(header.stored(redact))
  }

  mutating func append(_ transcript: Transcript, _ redact: StoredRedaction) throws(DamagedRow) {
    try append(transcript.stored(redact))
    trials += 1
  }

  mutating func end() throws(DamagedRow) {
    try append(["end": ["trials": JSON(stored: trials), "digest": .string(chain.digest)]])
  }

  /// Of all lines so far.
  var digest: String { chain.digest }

  /// Hands over what was written since the last time.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func append(_ json: JSON) throws(DamagedRow) {
    let line = json.utf8Bytes
    total += line.count + 1
    guard line.count <= limits.line, total <= limits.bytes else {
      throw DamagedRow("a run too large for an export of \(limits.bytes) bytes and \(limits.line) in a line")
    }
    chain.append(line)
    bytes += line
    bytes.append(UInt8(ascii: "\n"))
  }
}

/// One digest for lines in their order: that of the digest so far and the next line, from no digest on.
struct LineChain {
  private(set) var digest = ""

  mutating func append(_ line: [UInt8]) { digest = ContentDigest.sha256(Array(digest.utf8) + line) }
}

extension StoredRun {
  /// One name for all of a run as `redact` leaves it.
  func digest(_ redact: StoredRedaction) throws(DamagedRow) -> String {
    var lines = try ExportLines(ExportHeader(self, baseline: nil), redact)
    for transcript in transcripts {
      try lines.append(transcript, redact)
      _ = lines.takeBytes()
    }
    return lines.digest
  }
}
