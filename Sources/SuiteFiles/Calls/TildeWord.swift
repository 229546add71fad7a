extension String {
  /// Whether this is meant as a word of the suite's own language, such as a matcher: `~` before a letter, so that `~/x` is a
  /// plain text.
  var isTildeWord: Bool {
    var bytes = utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "~"), let letter = bytes.next() else { return false }
    return 0x61...0x7A ~= letter | 0x20
  }
}
