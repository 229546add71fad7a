/// A response's header fields in the order in which they came, kept as bytes until somebody asks.
package struct CurlHeaders: Sendable {
  /// Lines that each end in LF, unfolded, without the status line.
  private let lines: [UInt8]

  init(lines: [UInt8]) { self.lines = lines }

  /// The first value of a name in any case, nil where there is none.
  package subscript(name: String) -> String? {
    for line in splitLines() where isNamed(line, name) { return value(line) }
    return nil
  }

  /// Every value of a name in any case.
  package func values(of name: String) -> [String] {
    splitLines().filter { isNamed($0, name) }.map(value)
  }

  /// All fields, names as the server spelt them.
  package var fields: [(name: String, value: String)] {
    splitLines().compactMap { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      return (String(decoding: line[..<colon], as: UTF8.self), value(line))
    }
  }

  private func splitLines() -> [ArraySlice<UInt8>] { lines.split(separator: UInt8(ascii: "\n")) }

  private func isNamed(_ line: ArraySlice<UInt8>, _ name: String) -> Bool {
    let name = name.utf8
    guard line.count > name.count, line[line.startIndex + name.count] == UInt8(ascii: ":") else { return false }
    return zip(line, name).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
  }

  private func value(_ line: ArraySlice<UInt8>) -> String {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return "" }
    var value = line[(colon + 1)...].drop(while: \.isHeaderSpace)
    while value.last?.isHeaderSpace == true { value.removeLast() }
    return String(decoding: value, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
  fileprivate var isHeaderSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}
