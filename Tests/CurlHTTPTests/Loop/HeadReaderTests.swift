import Testing

@testable import CurlHTTP

struct HeadReaderTests {
  private func read(_ lines: [String], status: Int = 200) -> (HeadReader, [HeadReader.Progress]) {
    var reader = HeadReader()
    let progress = lines.map { line in
      Array((line + "\r\n").utf8).withUnsafeBytes { reader.read($0, status: { line.isEmpty ? status : 0 }) }
    }
    return (reader, progress)
  }

  @Test func keepsFieldsAndDropsStatusLineAndTrailers() {
    let (reader, progress) = read(["HTTP/1.1 200 OK", "A: 1", "", "T: 2", ""])
    #expect(progress == [.open, .open, .ended, .open, .open])
    #expect(reader.lines == Array("A: 1\r\n".utf8))
  }

  @Test func joinsFoldedLines() {
    let (reader, _) = read(["HTTP/1.1 200 OK", "A: 1", " 2", "\t3", "B: 4", ""])
    #expect(reader.lines == Array("A: 1 2\t3\r\nB: 4\r\n".utf8))
  }

  @Test func aFieldThatLooksLikeAStatusLineIsAField() {
    let (reader, _) = read(["HTTP/1.1 200 OK", "HTTP/1.1: x", ""])
    #expect(reader.lines == Array("HTTP/1.1: x\r\n".utf8))
  }

  @Test(arguments: [(100, false), (103, false), (101, true), (204, true)])
  func onlyAFinalStatusEndsTheHead(status: Int, isFinal: Bool) {
    let (reader, _) = read(["HTTP/1.1 \(status) X", "A: 1", ""], status: status)
    #expect(reader.isComplete == isFinal)
    #expect(reader.lines.isEmpty != isFinal)
  }

  @Test func stopsAtAQuarterOfAMegabyte() {
    let (_, progress) = read(["HTTP/1.1 200 OK"] + Array(repeating: String(repeating: "x", count: 1_022), count: 257))
    #expect(progress.dropLast().allSatisfy { $0 == .open })
    #expect(progress.last == .tooLarge)
  }
}
