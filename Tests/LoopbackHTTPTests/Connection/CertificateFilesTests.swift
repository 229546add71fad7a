#if Production
  import Foundation
  import TestSupport
  import Testing

  @testable import LoopbackHTTP

  /// Against the TLS of OpenSSL.
  @Suite(.timeLimit(.minutes(1)), .enabled(if: SelfSigned.canBeMade, "openssl makes the certificates"))
  struct CertificateFilesTests {
    private let pair: SelfSigned
    private let complaints = Box<[String]>([])

    init() throws { pair = try SelfSigned() }

    @Test(arguments: [("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)])
    func speaksTheTwoVersionsThatAreNotForbidden(_ version: String, _ isSpoken: Bool) async throws {
      try await withServer { port in
        let all = [version, "-cipher", "ALL:@SECLEVEL=0"]
        let connects = try await Self.connects(to: port, trusting: pair.certificateFile, all)
        #expect(connects == isSpoken)
      }
    }

    @Test func givesTheNextConnectionTheCertificateThatWasPutInItsPlace() async throws {
      let (old, new) = (try SelfSigned(), try SelfSigned())
      try pair.replace(by: old)
      try await withServer { port in
        #expect(try await Self.connects(to: port, trusting: old.certificateFile))
        try pair.replace(by: new)
        #expect(try await Self.connects(to: port, trusting: new.certificateFile))
        #expect(try await !Self.connects(to: port, trusting: old.certificateFile))
      }
      #expect(complaints.value == [])
    }

    @Test func servesTheOldOneOnWhereTheNewFileCannotBeUsed() async throws {
      let (old, new) = (try SelfSigned(), try SelfSigned())
      try pair.replace(by: old)
      try await withServer { port in
        try Data("nothing".utf8).write(to: URL(filePath: pair.certificateFile))
        for _ in 1...2 { #expect(try await Self.connects(to: port, trusting: old.certificateFile)) }
        #expect(complaints.value.count == 1)
        #expect(complaints.value.first?.contains("expected '\(pair.certificateFile)' to hold certificates") == true)
        try pair.replace(by: new)
        #expect(try await Self.connects(to: port, trusting: new.certificateFile))
        #expect(complaints.value.count == 1)
      }
    }

    @Test func servesTheOldOneOnWhileOnlyOneFileHasBeenReplaced() async throws {
      let (old, new) = (try SelfSigned(), try SelfSigned())
      try pair.replace(by: old)
      try await withServer { port in
        try FileManager.default.removeItem(atPath: pair.keyFile)
        try FileManager.default.copyItem(atPath: new.keyFile, toPath: pair.keyFile)
        #expect(try await Self.connects(to: port, trusting: old.certificateFile))
        #expect(complaints.value.first?.contains("to belong to the certificate") == true)
      }
    }

    private func withServer(_ body: (Int) async throws -> Void) async throws {
      let complaints = complaints
      let tls = try LoopbackTLS(certificateFile: pair.certificateFile, keyFile: pair.keyFile) { complaint in
        complaints.update { $0.append(complaint) }
      }
      let server = try await LoopbackServer.start(tls: tls) { _ in LoopbackResponse(text: "here") }
      defer { Task { await server.stop() } }
      try await body(server.port)
    }

    private static func connects(to port: Int, trusting file: String, _ options: [String] = []) async throws -> Bool {
      let arguments = ["s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", file, "-verify_return_error"] + options
      return try await onThread { try SelfSigned.run(arguments) == 0 }
    }
  }
#endif
