/// The bytes of a text while detectors look at it. Beyond both ends there are zeros, so that nothing needs to ask where they are.
///
/// It counts what is read, because that the whole is linear is a promise, and a count can be tested where time cannot.
struct ScannedText {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let reads: UnsafeMutablePointer<Int>

  init(_ bytes: UnsafeBufferPointer<UInt8>, counting reads: UnsafeMutablePointer<Int>) {
    self.bytes = bytes
    self.reads = reads
  }

  var count: Int { bytes.count }

  @inline(__always) subscript(at: Int) -> UInt8 {
    reads.pointee &+= 1
    return at >= 0 && at < bytes.count ? bytes[at] : 0
  }

  /// Where the bytes of `set` that begin at `start` end, at most `limit` further on.
  @inline(__always) func end(of set: ByteSet, from start: Int, atMost limit: Int = .max) -> Int {
    var at = start
    while at - start < limit, set.contains(self[at]) { at += 1 }
    return at
  }

  /// Where the bytes of `set` that end before `end` begin.
  func start(of set: ByteSet, before end: Int) -> Int {
    var at = end
    while set.contains(self[at - 1]) { at -= 1 }
    return at
  }

  /// Whether a mark beyond ASCII begins here, such as `”`, `。` or `，`: U+2000 to U+206F, U+3000 to U+303F, U+FF00 to U+FF3F.
  func isMark(at: Int) -> Bool {
    let (first, second) = (self[at], self[at + 1])
    return first == 0xE2 && (second == 0x80 || second == 0x81) || first == 0xE3 && second == 0x80
      || first == 0xEF && second == 0xBC
  }

  func isWord(at: Int) -> Bool { ByteSet.word.contains(self[at]) }

  func isDigit(at: Int) -> Bool { ByteSet.digits.contains(self[at]) }

  /// Whether this text stands at `start`.
  func has(_ wanted: StaticString, at start: Int) -> Bool { wanted.withUTF8Buffer { matches($0, at: start) } }

  func has(_ wanted: [UInt8], at start: Int) -> Bool { wanted.withUnsafeBufferPointer { matches($0, at: start) } }

  @inline(__always) private func matches(_ wanted: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    for offset in 0..<wanted.count where self[start + offset] != wanted[offset] { return false }
    return true
  }

  /// Whether no decimal, version or longer word has the number from `start` to `end` as a part.
  func standsAlone(_ start: Int, _ end: Int) -> Bool {
    guard !isWord(at: end), !(self[end] == "." && isDigit(at: end + 1)) else { return false }
    return !isWord(at: start - 1) && !(self[start - 1] == "." && isDigit(at: start - 2))
  }
}
