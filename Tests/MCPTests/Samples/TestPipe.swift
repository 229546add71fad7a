import Foundation
import Synchronization

@testable import MCP

/// A pipe whose ends no child of another test inherits, open until they are closed or the pipe goes.
final class TestPipe: Sendable {
  let reading: Int32
  let writing: Int32
  private let open: Mutex<Set<Int32>>

  struct TooManyFiles: Error {}

  init() throws {
    guard let ends = Descriptor.pipe() else { throw TooManyFiles() }
    (reading, writing) = (ends.reading.handedOver(), ends.writing.handedOver())
    open = Mutex([reading, writing])
  }

  deinit {
    closeReading()
    closeWriting()
  }

  func closeReading() { close(reading) }
  func closeWriting() { close(writing) }

  private func close(_ end: Int32) {
    if open.withLock({ $0.remove(end) }) != nil { _ = Glibc.close(end) }
  }

  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  func readToEnd() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case .bytes(let bytes) = Reading(reading, into: &buffer) { all += bytes }
    return all
  }
}
