/// The code of an answer: its fences, blocks that are indented (CommonMark 0.31.2, 4.4) and spans in backticks (6.1), the last
/// within a line.
struct WrittenCode {
  /// In order; none overlaps another.
  private(set) var ranges: [Range<Int>] = []
  private let bytes: [UInt8]

  /// - Parameter fences: in order.
  init(_ bytes: [UInt8], _ fences: [Range<Int>]) {
    self.bytes = bytes
    var start = 0
    for fence in fences {
      takeLines(start..<fence.lowerBound)
      ranges.append(fence)
      start = fence.upperBound
    }
    takeLines(start..<bytes.count)
  }

  private mutating func takeLines(_ piece: Range<Int>) {
    // A block begins after a blank line, and goes on over blank ones; what an answer begins with is no block.
    var mayBeIndented = piece.lowerBound > 0
    for line in bytes[piece].split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isBlank) {
        mayBeIndented = line.startIndex > 0
      } else if mayBeIndented, Self.isIndented(line) {
        ranges.append(line.startIndex..<line.endIndex)
      } else {
        mayBeIndented = false
        takeSpans(line)
      }
    }
  }

  private static func isIndented(_ line: ArraySlice<UInt8>) -> Bool {
    let indentation = line.prefix { $0 == 0x20 || $0 == 0x09 }
    return indentation.count >= 4 || indentation.contains(0x09)
  }

  /// From a run of backticks to the next one of the same length.
  private mutating func takeSpans(_ line: ArraySlice<UInt8>) {
    let runs = Self.runs(line)
    // By length, the runs that are still to come, the next one last.
    var coming = Dictionary(grouping: runs.indices.reversed(), by: { runs[$0].count })
    var at = 0
    while at < runs.count {
      let length = runs[at].count
      while let next = coming[length]?.last, next <= at { coming[length]?.removeLast() }
      if let end = coming[length]?.last {
        ranges.append(runs[at].lowerBound..<runs[end].upperBound)
        at = end
      }
      at += 1
    }
  }

  private static func runs(_ line: ArraySlice<UInt8>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in line.indices where line[index] == UInt8(ascii: "`") {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}
