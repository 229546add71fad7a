import Foundation
import OrderedJSON

/// Takes the lines out of a file that comes in pieces, and complains about them by number.
struct ExportLineReader {
  struct Line: Equatable {
    /// Without its end, which may be that of Windows.
    let bytes: [UInt8]
    let number: Int
    /// Whether its end is there.
    let isWhole: Bool
  }

  let path: String
  private let limits: RunExport.Limits
  /// The next piece; empty at the end.
  private let read: () throws -> [UInt8]
  private var piece: ArraySlice<UInt8> = []
  private var total = 0
  /// Of the line that was taken last.
  private(set) var number = 0

  init(_ path: String, limits: RunExport.Limits, read: @escaping () throws -> [UInt8]) {
    self.path = path
    self.limits = limits
    self.read = read
  }

  /// Nil at the end of the file.
  mutating func next() throws(HistoryFailure) -> Line? {
    var bytes: [UInt8] = []
    number += 1
    while true {
      let end = piece.firstIndex(of: UInt8(ascii: "\n"))
      bytes += piece[..<(end ?? piece.endIndex)]
      guard bytes.count <= limits.line else {
        throw complaint(number, "expected at most \(limits.line) bytes in a line, found more")
      }
      if let end {
        piece = piece[(end + 1)...]
        return line(bytes, isWhole: true)
      }
      piece = try nextPiece()
      if piece.isEmpty { return bytes.isEmpty ? nil : line(bytes, isWhole: false) }
    }
  }

  private func line(_ bytes: [UInt8], isWhole: Bool) -> Line {
    let isWindows = isWhole && bytes.last == UInt8(ascii: "\r")
    return Line(bytes: isWindows ? bytes.dropLast() : bytes, number: number, isWhole: isWhole)
  }

  private mutating func nextPiece() throws(HistoryFailure) -> ArraySlice<UInt8> {
    let piece: [UInt8]
    do { piece = try read() } catch { throw .unreadableExport(path, error) }
    total += piece.count
    guard total <= limits.bytes else {
      throw complaint(number, "expected a file of at most \(limits.bytes) bytes, found more")
    }
    return piece[...]
  }

  /// The line's value.
  func json(_ line: Line) throws(HistoryFailure) -> JSON {
    do {
      return try JSON(parsing: line.bytes, limits: StoredMembers.limits)
    } catch {
      guard line.isWhole else {
        throw cut(line.number, "expected a whole line, found the end of the file in the middle of one")
      }
      throw complaint(line.number, column: error.position.column, error.message)
    }
  }

  /// Why the file cannot be used.
  func complaint(_ line: Int, column: Int? = nil, _ text: String) -> HistoryFailure {
    let position = "\(path):\(line)" + (column.map { ":\($0)" } ?? "")
    return HistoryFailure(
      .brokenExport, "\(position): \(text)",
      fix: "restore the file, or export it again with toolsight baseline export NAME \(path)")
  }

  /// The same where something at the end is not there.
  func cut(_ line: Int, _ text: String) -> HistoryFailure {
    HistoryFailure(
      .brokenExport, "\(path):\(line): \(text)",
      fix: "the file was cut: fetch it again, or export it again with toolsight baseline export NAME \(path)")
  }
}

extension HistoryFailure {
  static func unreadableExport(_ path: String, _ error: any Error) -> HistoryFailure {
    HistoryFailure(
      .noExport, "cannot read the export '\(path)': \(error.localizedDescription)",
      fix: "check its path, or write it with toolsight baseline export NAME \(path)")
  }
}
