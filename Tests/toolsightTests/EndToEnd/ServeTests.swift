import CurlHTTP
import Foundation
import MCP
import OrderedJSON
import Testing

/// `serve`: the suite's variants for any client, until a signal ends it.
@Suite struct ServeTests {
  @Test func printsWhereEachVariantIsServedAndServesItThere() async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    let ended = try await Program(workplace).run(["serve", "tracker.yaml"]) { running in
      while !running.errors.contains("serving until Ctrl-C") { try await Task.sleep(for: .milliseconds(10)) }
      let lines = running.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      #expect(lines.map(\.first) == ["today", "rewrite"])
      let client = CurlClient(maxConcurrent: 2)
      for line in lines {
        let root = try #require(line.dropFirst().first)
        #expect(root.hasPrefix("http://127.0.0.1:") && root.hasSuffix("/mcp/\(line[0])"))
        #expect(line.dropFirst(2) == ["\(root)/sse"])
        for url in line.dropFirst() {
          let tools = try await ToolListing.fetch(url: url, client: client).toolSet["tools"]
          let isRewrite = tools?[0]?["description"] == "Find issues by words in title or text."
          #expect(isRewrite == (line[0] == "rewrite"))
        }
      }
      await client.shutdown()
      running.send(SIGINT)
    }
    #expect(ended.way == .code(0))
  }

  @Test(arguments: [
    (["--tls-cert", "c.pem"], "--tls-cert and --tls-key go together, found only --tls-cert"),
    (["--tls-key", "k.pem"], "--tls-cert and --tls-key go together, found only --tls-key"),
    (["--tls-cert", "c.pem", "--tls-key", "k.pem", "--stdio"], "--stdio needs no TLS"),
    (["--page-size", "0"], "--page-size must be at least 1, found 0"), (["--variant", "x"], "no variant 'x'"),
    (["--host", "192.0.2.1"], "expected a loopback address"),
  ])
  func aWrongCommandLineIs2(options: [String], sentence: String) async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    let ended = try await Program(workplace).run(["serve", "tracker.yaml"] + options)
    #expect(ended.way == .code(2))
    #expect(ended.errors.contains(sentence))
    #expect(ended.output == "")
  }

  /// In a build without TLS the program says where to get it, in one with it what it found in the files.
  @Test func aCertificateThatItCannotUseIs2() async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    let ended = try await Program(workplace).run(
      "serve", "tracker.yaml", "--tls-cert", "missing.pem", "--tls-key", "missing.pem")
    #expect(ended.way == .code(2))
    #if Production
      #expect(ended.errors.contains("expected 'missing.pem' to hold certificates in PEM"))
    #else
      #expect(ended.errors.contains("this build has no TLS: build it in with 'swift build --traits Production'"))
    #endif
    #expect(ended.output == "")
  }
}
