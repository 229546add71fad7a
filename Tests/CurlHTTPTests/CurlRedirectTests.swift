import CurlHTTP
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct CurlRedirectTests {
  /// A server that sends `/old` elsewhere, and says whatever else it is asked for.
  private func server(_ location: String, status: String) throws -> ScriptedServer {
    try ScriptedServer { peer in
      peer.answerAll { request in
        request.line.hasPrefix("POST /old")
          ? answer("moved", status: status, headers: ["Location: \(location)"]) : answer(request.line)
      }
    }
  }

  private func request(_ server: ScriptedServer, redirects: Int) -> CurlRequest {
    var request = CurlRequest(
      "POST", server.url + "/old/a?q=1", headers: [("Authorization", "Bearer k")], body: Array("{}".utf8))
    request.redirects = redirects
    return request
  }

  @Test(arguments: [
    ("307 Temporary Redirect", "/new", "POST /new HTTP/1.1"), ("308 Permanent Redirect", "/new", "POST /new HTTP/1.1"),
    ("307 Temporary Redirect", "b/", "POST /old/b/ HTTP/1.1"),
    ("307 Temporary Redirect", "?q=2", "POST /old/a?q=2 HTTP/1.1"),
  ])
  func followsToTheSameOriginWithMethodBodyAndHeaders(status: String, location: String, line: String) async throws {
    let server = try server(location, status: status)
    defer { server.stop() }
    var request = request(server, redirects: 1)
    // Two of the targets are redirected again, which is one too many.
    let response = try await CurlClient().send(request)
    let seen = server.seen.requests
    #expect(seen.map(\.line) == ["POST /old/a?q=1 HTTP/1.1", line])
    #expect(seen.allSatisfy { $0.body == Array("{}".utf8) && $0.headerLines.contains("Authorization: Bearer k") })
    #expect(response.status == (line.contains("/old") ? Int(status.prefix(3)) : 200))
    request.redirects = 0
    #expect(try await CurlClient().send(request).status == Int(status.prefix(3)))
  }

  @Test(arguments: [
    ("307 Temporary Redirect", "http://localhost:PORT/new"), ("307 Temporary Redirect", "http://127.0.0.1:1/new"),
    ("307 Temporary Redirect", "https://127.0.0.1:PORT/new"), ("307 Temporary Redirect", "//127.0.0.2:PORT/new"),
    ("307 Temporary Redirect", "http://user:pass@127.0.0.1:PORT/new"), ("307 Temporary Redirect", "file:///etc/passwd"),
    ("307 Temporary Redirect", "http://[broken"), ("307 Temporary Redirect", ""), ("302 Found", "/new"),
    ("303 See Other", "/new"),
    ("301 Moved Permanently", "/new"), ("304 Not Modified", "/new"),
  ])
  func anyOtherRedirectIsTheResponse(status: String, location: String) async throws {
    let port = try server("/", status: status)
    defer { port.stop() }
    let server = try server(location.replacingOccurrences(of: "PORT", with: "\(port.port)"), status: status)
    defer { server.stop() }
    let response = try await CurlClient().send(request(server, redirects: 5))
    #expect(response.status == Int(status.prefix(3)))
    #expect(server.seen.requests.count == 1)
    #expect(port.seen.requests.isEmpty)
  }

  @Test func aCircleEnds() async throws {
    let server = try server("/old", status: "308 Permanent Redirect")
    defer { server.stop() }
    #expect(try await CurlClient().send(request(server, redirects: 3)).status == 308)
    #expect(server.seen.requests.count == 4)
  }

  @Test func allHopsShareOneTimeout() async throws {
    let server = try ScriptedServer { peer in
      peer.answerAll { _ in
        Thread.sleep(forTimeInterval: 0.1)
        return answer("", status: "307 Temporary Redirect", headers: ["Location: /old"])
      }
    }
    defer { server.stop() }
    var request = request(server, redirects: 1_000)
    request.timeout = .milliseconds(450)
    let sent = request
    #expect(await failure { try await CurlClient().send(sent) }?.code == .timeout)
    #expect(server.seen.requests.count < 6)
  }

  @Test func streamsFollowToo() async throws {
    let server = try server("/new", status: "307 Temporary Redirect")
    defer { server.stop() }
    let stream = try await CurlClient().stream(request(server, redirects: 1))
    #expect(stream.status == 200)
    #expect(try await stream.collect() == Array("POST /new HTTP/1.1".utf8))
  }
}
