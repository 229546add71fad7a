import Foundation

/// The git that is on the path, asked about a folder.
package enum Git {
  package struct Output: Sendable {
    package let bytes: [UInt8]
    /// The first line of what git complained about; nil where it succeeded.
    package let complaint: String?
  }

  /// - Throws: where git cannot be started.
  package static func output(of arguments: [String], in folder: String) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Both at a time, because git waits where nobody reads its complaints, which can be many.
    let complaints = GitComplaints()
    let reading = Thread { complaints.read(errors.fileHandleForReading) }
    reading.start()
    let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    let complaint = complaints.text()
    process.waitUntilExit()
    let isGood = process.terminationStatus == 0
    return Output(bytes: bytes, complaint: isGood ? nil : complaint.split(separator: "\n").first.map(String.init) ?? "")
  }
}

/// Read by one thread, waited for by another, hence the condition.
private final class GitComplaints: @unchecked Sendable {
  private let condition = NSCondition()
  private var read: String?

  func read(_ handle: FileHandle) {
    let text = String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
    condition.withLock {
      read = text
      condition.signal()
    }
  }

  func text() -> String {
    condition.withLock {
      while true {
        if let read { return read }
        condition.wait()
      }
    }
  }
}
