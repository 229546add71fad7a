import Foundation
import TestSupport

/// `openssl s_server` on loopback with a certificate of its own, in a folder that goes with it.
final class OpenSSLServer {
  static let command = "/usr/bin/openssl"
  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: command) }

  let port: Int
  /// The certificate, which is its own authority.
  let certificateFile: String
  private let folder: TemporaryFolder
  private let server = Process()
  private let input = Pipe()

  /// - Parameter name: the subject's alternative name, such as `IP:127.0.0.1`.
  init(certifiedFor name: String) throws {
    folder = try TemporaryFolder()
    certificateFile = folder.file("certificate.pem")
    let key = folder.file("key.pem")
    let making = Process()
    making.executableURL = URL(filePath: Self.command)
    making.arguments =
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
      + ["-keyout", key, "-out", certificateFile, "-subj", "/CN=loopback", "-addext", "subjectAltName=\(name)"]
    making.standardError = FileHandle.nullDevice
    try making.run()
    making.waitUntilExit()
    let output = Pipe()
    server.executableURL = URL(filePath: Self.command)
    server.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificateFile, "-key", key, "-www"]
    server.standardInput = input
    server.standardOutput = output
    server.standardError = FileHandle.nullDevice
    try server.run()
    port = try Self.readPort(output.fileHandleForReading)
  }

  /// Ends the process.
  func stop() {
    // A child of a thread of the concurrency pool inherits its blocked signals, SIGTERM among them.
    kill(server.processIdentifier, SIGKILL)
    server.waitUntilExit()
  }

  var url: String { "https://127.0.0.1:\(port)" }

  /// From the line `ACCEPT 127.0.0.1:port`.
  private static func readPort(_ output: FileHandle) throws -> Int {
    var text = ""
    while let bytes = try output.read(upToCount: 1), !bytes.isEmpty {
      text += String(decoding: bytes, as: UTF8.self)
      guard text.hasSuffix("\n") else { continue }
      let words = text.split { $0.isWhitespace }
      if words.count == 2, words[0] == "ACCEPT", let port = words[1].split(separator: ":").last.flatMap({ Int($0) }) {
        return port
      }
      text = ""
    }
    throw CocoaError(.fileReadUnknown)
  }
}
