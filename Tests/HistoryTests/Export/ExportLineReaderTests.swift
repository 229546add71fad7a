import Testing

@testable import History

@Suite struct ExportLineReaderTests {
  /// Hands a text out in pieces of so many bytes.
  private static func reader(
    _ text: String, pieces size: Int, limits: RunExport.Limits = .init()
  ) -> ExportLineReader {
    var rest = Array(text.utf8)[...]
    return ExportLineReader("f.jsonl", limits: limits) {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }

  @Test(arguments: [1, 2, 3, 5, 100])
  func findsTheSameLinesHoweverTheyCome(size: Int) throws {
    var reader = Self.reader("ab\n\r\n\ncd\r\nef\r", pieces: size)
    var lines: [ExportLineReader.Line] = []
    while let line = try reader.next() { lines.append(line) }
    #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == ["ab", "", "", "cd", "ef\r"])
    #expect(lines.map(\.number) == [1, 2, 3, 4, 5])
    #expect(lines.map(\.isWhole) == [true, true, true, true, false])
  }

  @Test(arguments: [1, 4, 100])
  func takesNoLineThatIsTooLong(size: Int) throws {
    var reader = Self.reader("abcd\nabcde\n", pieces: size, limits: .init(bytes: 100, line: 4))
    #expect(try reader.next()?.bytes.count == 4)
    let failure = #expect(throws: HistoryFailure.self) { try reader.next() }
    #expect(failure?.message == "f.jsonl:2: expected at most 4 bytes in a line, found more")
  }

  @Test(arguments: [1, 4])
  func takesNoFileThatIsTooLong(size: Int) throws {
    var reader = Self.reader("abcd\nabcd\n", pieces: size, limits: .init(bytes: 8, line: 10))
    #expect(try reader.next()?.bytes.count == 4)
    let failure = #expect(throws: HistoryFailure.self) { try reader.next() }
    #expect(failure?.message == "f.jsonl:2: expected a file of at most 8 bytes, found more")
  }
}
