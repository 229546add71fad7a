import Foundation

/// A recording as it was read: its lines stay bytes until one of them answers, because a recording may be hundreds of
/// megabytes.
package struct RecordingFile: Sendable {
  /// A line's number and what it is found by.
  package struct Entry: Sendable {
    /// From 1.
    package let number: Int
    package let key: String
    package let owner: Recording.Owner
    package let `repeat`: Int
    package let turn: Int
    fileprivate let range: Range<Int>
  }

  /// What is read at most.
  package struct Limits: Sendable {
    /// Bytes.
    package var file = 1 << 30
    /// Bytes, the longest answer among them with everything in it escaped.
    package var line = 128 << 20

    package init() {}
  }

  package let path: String
  package let entries: [Entry]
  /// What is wrong with single lines, by number: nothing of these answers.
  package let complaints: [(number: Int, message: String)]
  /// That the last line was cut off and is not used, where it was.
  package let remark: String?
  private let bytes: [UInt8]

  /// - Throws: where the file cannot be read or is too long.
  package init(reading path: String, limits: Limits = Limits()) throws(RecordingFailure) {
    self.init(try Self.bytes(of: path, limits), path: path, limits: limits)
  }

  /// Reads a file that is in memory.
  init(_ bytes: [UInt8], path: String, limits: Limits = Limits()) {
    self.path = path
    self.bytes = bytes
    var entries: [Entry] = []
    var complaints: [(number: Int, message: String)] = []
    var remark: String?
    for (number, range, isWhole) in Self.lines(of: bytes) where !Self.isBlank(bytes[range]) {
      do throws(RecordingFailure) {
        guard range.count <= limits.line else {
          throw RecordingFailure("expected at most \(limits.line) bytes in a line, found \(range.count)")
        }
        let recording = try Recording(line: bytes[range])
        entries.append(
          Entry(
            number: number, key: recording.key, owner: recording.owner, repeat: recording.repeat,
            turn: recording.turn, range: range))
      } catch {
        guard isWhole else {
          remark = "\(path):\(number): the last line was cut off, as by a full disk, and is not used"
          continue
        }
        complaints.append((number, error.message))
      }
    }
    self.entries = entries
    self.complaints = complaints
    self.remark = remark
  }

  /// - Throws: the first complaint about a line, if there is one.
  package func validate() throws(RecordingFailure) -> RecordingFile {
    guard let first = complaints.first else { return self }
    let more = complaints.count > 1 ? " (and \(complaints.count - 1) more)" : ""
    throw RecordingFailure(
      "\(path):\(first.number): \(first.message)\(more)",
      fix: "see all with toolsight recordings verify \(path), and remove those lines or record them again")
  }

  package func recording(_ entry: Entry) -> Recording? { try? Recording(line: bytes[entry.range]) }

  /// The line as it stands in the file, with an end.
  package func line(_ entry: Entry) -> [UInt8] { bytes[entry.range] + [UInt8(ascii: "\n")] }

  private static func bytes(of path: String, _ limits: Limits) throws(RecordingFailure) -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
    guard let attributes, let size = attributes[.size] as? Int else {
      throw RecordingFailure(
        "there is no recording at '\(path)'", fix: "make one with toolsight run SUITE --record \(path)")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw RecordingFailure("expected a file of recorded answers at '\(path)', found something else")
    }
    guard size <= limits.file else {
      throw RecordingFailure(
        "expected a recording of at most \(limits.file) bytes, found \(size) in '\(path)'",
        fix: "remove what is no longer asked with toolsight recordings prune \(path)")
    }
    do { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      throw RecordingFailure("the recording '\(path)' cannot be read: \(error.localizedDescription)")
    }
  }

  /// Every line without its end, with its number and whether its end is there.
  private static func lines(of bytes: [UInt8]) -> [(number: Int, range: Range<Int>, isWhole: Bool)] {
    var lines: [(number: Int, range: Range<Int>, isWhole: Bool)] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
      lines.append((lines.count + 1, start..<(end ?? bytes.count), end != nil))
      start = (end ?? bytes.count) + 1
    }
    return lines
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}
