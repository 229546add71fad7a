#if TLS
  import Foundation
  import LoopbackHTTP
  import Testing

  /// A certificate for 127.0.0.1 that vouches for itself, in a folder that goes with it.
  final class SelfSigned {
    static let openssl = "/usr/bin/openssl"

    private let folder = FileManager.default.temporaryDirectory.appending(path: "toolsight-\(UUID().uuidString)")

    var certificateFile: String { folder.appending(path: "cert.pem").path }
    var keyFile: String { folder.appending(path: "key.pem").path }
    var tls: LoopbackTLS { get throws { try LoopbackTLS(certificateFile: certificateFile, keyFile: keyFile) } }

    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let openssl = Process()
      openssl.executableURL = URL(filePath: Self.openssl)
      openssl.arguments = [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", keyFile, "-out", certificateFile,
      ]
      openssl.standardError = FileHandle.nullDevice
      try openssl.run()
      openssl.waitUntilExit()
      #expect(openssl.terminationStatus == 0)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
  }
#endif
