#if Production
  import CurlHTTP
  import LoopbackHTTP
  import OrderedJSON
  import TestSupport
  import Testing

  @testable import MCP

  extension SelfSigned {
    fileprivate var tls: LoopbackTLS {
      get throws { try LoopbackTLS(certificateFile: certificateFile, keyFile: keyFile) }
    }
  }

  /// What a build with the trait `Production` adds: the same server over https.
  @Suite(
    .timeLimit(.minutes(1)),
    .enabled(if: SelfSigned.canBeMade, "openssl makes the certificates"))
  struct EncryptedServerTests {
    @Test func speaksBothTransportsOverHTTPS() async throws {
      let pair = try SelfSigned()
      let server = try await EmbeddedServer.start(Sample.suite(), tls: try pair.tls, token: nil)
      let client = CurlClient(maxConcurrent: 2, certificateAuthorityFile: pair.certificateFile)
      #expect(server.url(variant: "today") == "https://127.0.0.1:\(server.port)/mcp/today")
      for url in [server.url(variant: "today"), server.sseURL(variant: "today")] {
        let listing = try await ToolListing.fetch(url: url, client: client)
        #expect(listing.toolSet["tools"]?.arrayValue?.count == 5)
      }
      await client.shutdown()
      await server.stop()
    }

    @Test(arguments: [("https", 405), ("http", 403)])
    func takesOnlyItsOwnPagesForItsOwn(_ scheme: String, _ status: Int) async throws {
      let pair = try SelfSigned()
      let server = try await EmbeddedServer.start(Sample.suite(), tls: try pair.tls)
      let client = CurlClient(maxConcurrent: 1, certificateAuthorityFile: pair.certificateFile)
      let origin = [(name: "Origin", value: "\(scheme)://127.0.0.1:\(server.port)")]
      #expect(try await client.send(CurlRequest(server.url(variant: "today"), headers: origin)).status == status)
      await client.shutdown()
      await server.stop()
    }

    @Test func givesPlainTextNothing() async throws {
      let pair = try SelfSigned()
      let server = try await EmbeddedServer.start(Sample.suite(), tls: try pair.tls)
      await #expect(throws: CurlFailure.self) {
        try await CurlClient(maxConcurrent: 1).send(CurlRequest("http://127.0.0.1:\(server.port)/"))
      }
      await server.stop()
    }

    @Test func refusesAKeyOfAnotherCertificate() throws {
      let (one, other) = (try SelfSigned(), try SelfSigned())
      let error = #expect(throws: LoopbackError.self) {
        try LoopbackTLS(certificateFile: one.certificateFile, keyFile: other.keyFile)
      }
      #expect(error?.description.contains("to belong to the certificate of '\(one.certificateFile)'") == true)
    }
  }
#endif
