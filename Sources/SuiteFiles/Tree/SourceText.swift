import EvalCore
import OrderedJSON

/// The bytes of a text file, known to be UTF-8 without control characters, with the starts of its lines.
struct SourceText {
  let path: String
  let bytes: [UInt8]
  private let lineStarts: [Int]
  private let index: PositionIndex

  /// Throws what keeps the bytes from being text.
  init(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    self.path = path
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = hasMark ? Array(bytes.dropFirst(3)) : bytes
    self.bytes = text
    lineStarts = [0] + text.indices.filter { text[$0] == 0x0A }.map { $0 + 1 }
    index = PositionIndex(text)
    if let problem = firstProblem { throw problem }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes of a line, from 1, without its line feed.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    guard lineStarts.indices.contains(number - 1) else { return [] }
    let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    return bytes[lineStarts[number - 1]..<max(lineStarts[number - 1], end)]
  }

  var lineCount: Int { lineStarts.count }

  /// The rest of a line from a column on, both from 1 and in Unicode scalars.
  func rest(line number: Int, column: Int) -> ArraySlice<UInt8> {
    let line = line(number)
    let start = index.offset(line: number, column: column, in: bytes)
    return line[max(line.startIndex, min(start, line.endIndex))...]
  }

  func position(ofByte offset: Int) -> FilePosition {
    let position = index.position(at: offset, in: bytes)
    return FilePosition(file: path, line: position.line, column: position.column)
  }

  private var firstProblem: Diagnostic? {
    let control = bytes.firstIndex { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 || $0 == 0x7F }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let offset = Self.validPrefix(of: bytes)
      return Diagnostic(
        .error, at: position(ofByte: offset),
        "expected UTF-8 text, found the byte 0x\(String(bytes[offset], radix: 16, uppercase: true))",
        fix: "save the file as UTF-8")
    }
    guard let control else { return nil }
    return Diagnostic(
      .error, at: position(ofByte: control),
      "expected text, found the control character U+00\(bytes[control] < 16 ? "0" : "")"
        + String(bytes[control], radix: 16, uppercase: true))
  }

  private static func validPrefix(of bytes: [UInt8]) -> Int {
    var iterator = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
    return min(offset, max(0, bytes.count - 1))
  }
}
