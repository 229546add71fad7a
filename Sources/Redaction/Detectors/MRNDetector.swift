extension Detector {
  static let mrn = Detector(
    kind: .mrn,
    summary:
      "A medical record number: 5 to 15 letters, digits and hyphens, four of them digits, behind a cue such as `MRN`.",
    probes: [
      .behind(["mrn", "medical record", "medical rec", "medical chart", "chart number"].map { Cue($0) }) { text, at in
        text.endOfCode(from: at, length: 5...15, digits: 4)
      }
    ],
    identity: .lettersAndDigits)
}

extension ScannedText {
  /// Where the code of letters, digits and hyphens ends that begins at `start` and has so many digits at least.
  func endOfCode(from start: Int, length: ClosedRange<Int>, digits least: Int) -> Int? {
    var end = self.end(of: Self.code, from: start, atMost: length.upperBound + 1)
    while end > start, self[end - 1] == "-" { end -= 1 }
    guard length.contains(end - start), !isWord(at: end) else { return nil }
    return (start..<end).count { isDigit(at: $0) } >= least ? end : nil
  }

  private static let code = ByteSet.alphanumerics.union("-")
}
