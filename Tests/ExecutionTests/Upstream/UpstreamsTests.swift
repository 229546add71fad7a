import EvalCore
import Foundation
import LoopbackHTTP
import MCP
import OrderedJSON
import TestSupport
import Testing

@testable import Execution

@Suite(.timeLimit(.minutes(2)))
struct UpstreamsTests {
  /// Answers each method with a line, and a call with what its `tool` script says.
  private static func server(_ tool: String) -> String {
    """
    while IFS= read -r line; do
      id=${line#*'"id":'}; id=${id%%,*}
      case "$line" in
      *'"method":"server/discover"'*) result='"result":{"supportedVersions":["2026-07-28"]}' ;;
      *'"method":"tools/call"'*) \(tool) ;;
      *) result='"error":{"code":-32601,"message":"no"}' ;;
      esac
      printf '{"jsonrpc":"2.0","id":%s,%s}\\n' "$id" "$result"
    done
    """
  }

  private static func text(_ text: String) -> String {
    #"result='"result":{"content":[{"type":"text","text":"\#(text)"}]}'"#
  }

  private func upstream(
    _ tool: String, failures: Int = 2, timeout: Duration = .seconds(10)
  ) -> ToolExecution.Kind {
    var upstream = UpstreamExecution(.command([.text("sh"), .text("-c"), .text(Self.server(tool))], environment: []))
    (upstream.timeout, upstream.breaker.failures) = (timeout, failures)
    return .upstream(upstream)
  }

  @Test func callsAProgramThatIsKeptAndEnded() async throws {
    let sample = try Sample()
    let kind = upstream(#"n=$((n+1)); result="\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"$$ $n\"}]}""#)
    let outcomes = [await sample.run(kind), await sample.run(kind)].map(\.text)
    let id = try #require(outcomes[0].split(separator: " ").first.flatMap { pid_t($0) })
    #expect(outcomes == ["\(id) 1", "\(id) 2"] && kill(id, 0) == 0)
    await sample.executor.end()
    #expect(kill(id, 0) != 0)
  }

  @Test func handsOnWhatTheToolAnswers() async throws {
    let sample = try Sample()
    let kind = upstream(#"result='"result":{"content":[],"structuredContent":{"a":1},"isError":true}'"#)
    let outcome = await sample.run(kind)
    #expect(outcome.isError && outcome.result["structuredContent"] == ["a": 1])
    #expect(outcome.breaker == .closed && outcome.decidedBy == .execution)
    await sample.executor.end()
  }

  @Test func answersCallsThatComeTogether() async throws {
    let sample = try Sample()
    let kind = upstream(#"result="\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"$id\"}]}""#)
    let texts = await withTaskGroup(of: String.self) { group in
      for _ in 0..<20 { group.addTask { await sample.run(kind).text } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(texts.count == 20)
    await sample.executor.end()
  }

  @Test func opensTheBreakerAndTriesAgain() async throws {
    let now = Box(Duration.zero)
    let sample = try Sample { now.value }
    try sample.folder.write([], to: "broken")
    let kind = upstream("if [ -e '\(sample.folder.file("broken"))' ]; then exit 3; fi; \(Self.text("well"))")
    for expected in [CircuitBreaker.State.closed, .open] {
      let outcome = await sample.run(kind)
      #expect(outcome.isError && outcome.breaker == expected && outcome.decidedBy == .execution)
      #expect(
        outcome.text == "This tool failed: the server behind it ended before it had answered. Trying again may help.")
      #expect(outcome.detail?.contains("exit code 3") == true)
    }
    now.update { $0 = .seconds(6) }
    let refused = await sample.run(kind)
    #expect(refused.decidedBy == .breaker && refused.breaker == .open)
    #expect(refused.text.hasSuffix("is left alone for a while. Trying again can help after 24 s."))
    now.update { $0 = .seconds(30) }
    #expect(await sample.run(kind).breaker == .open)
    try FileManager.default.removeItem(atPath: sample.folder.file("broken"))
    now.update { $0 = .seconds(60) }
    let outcome = await sample.run(kind)
    #expect(outcome.text == "well" && outcome.breaker == .closed)
    await sample.executor.end()
  }

  @Test func countsALateAnswerAndNoRefusedCall() async throws {
    let sample = try Sample()
    let late = await sample.run(upstream("sleep 60", failures: 1, timeout: .milliseconds(500)))
    #expect(late.isError && late.breaker == .open && late.text.contains("gave no answer in time"))
    let refused = await sample.run(upstream(#"result='"error":{"code":-32602,"message":"no such tool"}'"#, failures: 1))
    #expect(refused.isError && refused.breaker == .closed)
    #expect(refused.text.contains("answered with error -32602: 'no such tool'"))
    let broken = await sample.run(upstream(#"result='"error":{"code":-32603,"message":"oops"}'"#, failures: 1))
    #expect(broken.isError && broken.breaker == .open)
    await sample.executor.end()
  }

  @Test func callsAServerOverHTTP() async throws {
    var suite = Made.suite([])
    suite.results = ["find": .value(["found": 2])]
    let server = try await EmbeddedServer.start(suite)
    let sample = try Sample()
    var upstream = UpstreamExecution(.url(server.url(variant: "today")))
    upstream.tool = "find"
    let outcome = await sample.run(.upstream(upstream), ["query": "x"])
    #expect(outcome.text == #"{"found":2}"# && !outcome.isError)
    await server.stop()
    upstream.breaker.failures = 1
    let gone = await sample.run(.upstream(upstream), ["query": "x"])
    #expect(gone.isError && gone.breaker == .open)
  }

  @Test func saysBeforeARunWhatCannotBeStarted() async throws {
    let sample = try Sample()
    let missing = UpstreamExecution(.command([.text("no-such-server")], environment: []))
    #expect(await sample.problems(.upstream(missing))[0].contains("there is no program 'no-such-server' in PATH"))
    #expect(await sample.run(.upstream(missing)).text.hasSuffix("Trying again will not help."))
    let unset = UpstreamExecution(.command([.text("sh")], environment: ["NOT_SET"]))
    #expect(await sample.problems(.upstream(unset))[0].contains("the variable 'NOT_SET' of '~upstream' is not set"))
    #expect(await sample.problems(.upstream(UpstreamExecution(.url("http://127.0.0.1:1/")))) == [])
  }
}
