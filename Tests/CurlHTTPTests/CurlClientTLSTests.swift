import CurlHTTP
import Testing

@Suite(.timeLimit(.minutes(2)), .enabled(if: OpenSSLServer.isThere, "/usr/bin/openssl is missing"))
struct CurlClientTLSTests {
  @Test func trustsAnAuthorityOnlyWhenItIsNamed() async throws {
    let server = try OpenSSLServer(certifiedFor: "IP:127.0.0.1")
    defer { server.stop() }
    let trusting = CurlClient(certificateAuthorityFile: server.certificateFile)
    let response = try await trusting.send(CurlRequest(server.url))
    #expect(response.status == 200)
    #expect(String(decoding: response.body, as: UTF8.self).contains("s_server"))
    let url = server.url
    let failure = await failure { try await CurlClient().send(CurlRequest(url)) }
    #expect(failure?.code == .tls)
    #expect(failure?.curlCode == 60)
  }

  @Test func refusesACertificateOfAnotherHost() async throws {
    let server = try OpenSSLServer(certifiedFor: "DNS:other.example")
    defer { server.stop() }
    let client = CurlClient(certificateAuthorityFile: server.certificateFile)
    let url = server.url
    let failure = await failure { try await client.send(CurlRequest(url)) }
    #expect(failure?.code == .tls)
  }

  @Test func aServerWithoutTLSIsATLSFailure() async throws {
    let server = try ScriptedServer { peer in
      peer.write("HTTP/1.1 400 Bad Request\r\n\r\n")
      peer.waitForEnd()
    }
    defer { server.stop() }
    let url = "https://127.0.0.1:\(server.port)"
    let failure = await failure { try await CurlClient().send(CurlRequest(url)) }
    #expect(failure?.code == .tls)
  }

  @Test func anAuthorityFileThatIsMissingIsATLSFailure() async throws {
    let server = try OpenSSLServer(certifiedFor: "IP:127.0.0.1")
    defer { server.stop() }
    let client = CurlClient(certificateAuthorityFile: server.certificateFile + ".missing")
    let url = server.url
    let failure = await failure { try await client.send(CurlRequest(url)) }
    #expect(failure?.code == .tls)
  }
}
