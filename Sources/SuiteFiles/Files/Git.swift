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
    let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    // Git complains in a line or two, which fit the pipe while nobody reads it.
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let isGood = process.terminationStatus == 0
    return Output(bytes: bytes, complaint: isGood ? nil : complaint.split(separator: "\n").first.map(String.init) ?? "")
  }
}
