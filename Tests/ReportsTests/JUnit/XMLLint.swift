import Foundation
import TestSupport

/// The `xmllint` of libxml2, which checks a document against a schema.
enum XMLLint {
  /// Nil where this machine has none.
  static let path = ["/usr/bin/xmllint", "/usr/local/bin/xmllint", "/opt/homebrew/bin/xmllint"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What it complains about; empty for a valid document.
  static func complaints(about bytes: [UInt8], schema: URL) throws -> String {
    let folder = try TemporaryFolder()
    let (document, errors) = (folder.url.appending(path: "report.xml"), folder.url.appending(path: "errors"))
    try folder.write(bytes, to: "report.xml")
    try folder.write([], to: "errors")
    let process = Process()
    process.executableURL = URL(filePath: path ?? "/usr/bin/xmllint")
    process.arguments = ["--nonet", "--noout", "--schema", schema.path, document.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus == 0 { return "" }
    return try String(contentsOf: errors, encoding: .utf8)
  }
}
