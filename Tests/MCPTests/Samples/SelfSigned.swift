#if TLS
  import Foundation
  import LoopbackHTTP
  import TestSupport
  import Testing

  /// A certificate for 127.0.0.1 that vouches for itself, in a folder that goes with it.
  final class SelfSigned {
    static let openssl = "/usr/bin/openssl"

    private let folder: TemporaryFolder

    var certificateFile: String { folder.file("cert.pem") }
    var keyFile: String { folder.file("key.pem") }
    var tls: LoopbackTLS { get throws { try LoopbackTLS(certificateFile: certificateFile, keyFile: keyFile) } }

    init() throws {
      folder = try TemporaryFolder()
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
  }
#endif
