import Foundation

/// A certificate for 127.0.0.1 that vouches for itself, in a folder that goes with it.
package final class SelfSigned: Sendable {
  package static let openssl = "/usr/bin/openssl"
  package static let canBeMade = FileManager.default.isExecutableFile(atPath: openssl)

  private let folder: TemporaryFolder

  package var certificateFile: String { folder.file("cert.pem") }
  package var keyFile: String { folder.file("key.pem") }

  package init() throws {
    folder = try TemporaryFolder()
    let made = try Self.run([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", keyFile, "-out", certificateFile,
    ])
    guard made == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Puts the certificate and the key of `other` in the place of these, as a renewal does.
  package func replace(by other: SelfSigned) throws {
    try Data(contentsOf: URL(filePath: other.certificateFile)).write(
      to: URL(filePath: certificateFile), options: .atomic)
    try Data(contentsOf: URL(filePath: other.keyFile)).write(to: URL(filePath: keyFile), options: .atomic)
  }

  /// - Returns: the exit code. Waits for the end, so it belongs on a thread of its own where a server of this process has
  ///   to answer.
  package static func run(_ arguments: [String]) throws -> Int32 {
    let program = Process()
    program.executableURL = URL(filePath: openssl)
    program.arguments = arguments
    program.standardInput = FileHandle.nullDevice
    program.standardOutput = FileHandle.nullDevice
    program.standardError = FileHandle.nullDevice
    try program.run()
    program.waitUntilExit()
    return program.terminationStatus
  }
}
