import Foundation

/// The `xmllint` of libxml2, which checks a document against a schema.
enum XMLLint {
  /// Nil where this machine has none.
  static let path = ["/usr/bin/xmllint", "/usr/local/bin/xmllint", "/opt/homebrew/bin/xmllint"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What it complains about; empty for a valid document.
  static func complaints(about bytes: [UInt8], schema: URL) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "junit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (document, errors) = (folder.appending(path: "report.xml"), folder.appending(path: "errors"))
    try Data(bytes).write(to: document)
    try Data().write(to: errors)
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
