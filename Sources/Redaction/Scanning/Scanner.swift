/// The probes of a redactor, by the byte that each begins with: one look at each byte, and a probe is asked only where its byte
/// stands at its place.
struct Scanner: Sendable {
  private struct Row: Sendable {
    let probe: Probe
    let label: String
    let rank: Int
    let identity: ValueIdentity
  }

  private let rows: [Row]
  /// Which rows to ask, a bit for each: by place (as in `Probe.Place`) and byte.
  private let asked: [UInt64]

  /// - Parameter detectors: with the label and the rank of each; 64 probes at most.
  init(_ detectors: [(detector: Detector, label: String, rank: Int)]) {
    rows = detectors.flatMap { row in
      row.detector.probes.map {
        Row(probe: $0, label: row.label, rank: row.rank, identity: row.detector.identity)
      }
    }
    precondition(rows.count <= 64)
    asked = [.wordStart, .hump, .anywhere].flatMap { [rows] in Self.rows(of: rows, at: $0) }
  }

  /// At the start of a word every probe is asked, at a hump all but those of word starts.
  private static func rows(of rows: [Row], at place: Probe.Place) -> [UInt64] {
    (0...255 as ClosedRange<UInt8>).map { byte in
      rows.enumerated().reduce(0) { bits, row in
        let fits = row.element.probe.place.isAsked(at: place) && row.element.probe.beginnings.contains(byte)
        return fits ? bits | 1 << UInt64(row.offset) : bits
      }
    }
  }

  /// What is found, in no order, and how many bytes the probes have read.
  func findings(in bytes: UnsafeBufferPointer<UInt8>) -> (findings: [Finding], reads: Int) {
    var reads = 0
    let findings = withUnsafeMutablePointer(to: &reads) { scan(bytes, ScannedText(bytes, counting: $0)) }
    return (findings, reads)
  }

  private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ text: ScannedText) -> [Finding] {
    var found: [Finding] = []
    // A probe is not asked again within what it has found: what is long, such as a URL, is read once.
    var ends = [Int](repeating: 0, count: rows.count)
    let (word, small, capital) = (ByteSet.word, ByteSet.lowercase, ByteSet.uppercase)
    var (wasWord, wasSmall) = (false, false)
    for at in 0..<bytes.count {
      let byte = bytes[at]
      let place = !wasWord ? 0 : wasSmall && capital.contains(byte) ? 1 : 2
      var bits = asked[place << 8 + Int(byte)]
      while bits != 0 {
        let index = bits.trailingZeroBitCount
        bits &= bits - 1
        guard at >= ends[index], let range = rows[index].probe.find(text, at) else { continue }
        ends[index] = range.upperBound
        found.append(Finding(range, rows[index].label, rank: rows[index].rank, identity: rows[index].identity))
      }
      wasWord = word.contains(byte)
      wasSmall = small.contains(byte)
    }
    return found
  }
}

extension Probe.Place {
  fileprivate func isAsked(at place: Probe.Place) -> Bool {
    switch (self, place) {
    case (.anywhere, _), (_, .wordStart), (.hump, .hump): true
    default: false
    }
  }
}
