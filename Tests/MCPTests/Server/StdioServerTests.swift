import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(1)))
struct StdioServerTests {
  /// What the server writes before its input ends, a message a line.
  private func answers(
    _ lines: [String], variant: String = "today", log: Box<[CallLogEntry]> = Box([])
  ) async throws -> [JSON] {
    let server = try #require(
      StdioServer(Sample.suite(), variant: variant) { entry in log.update { $0.append(entry) } })
    let (input, output) = (try TestPipe(), try TestPipe())
    let serving = Task {
      await server.run(input: input.reading, output: output.writing)
      output.closeWriting()
    }
    async let written = BlockingWork.run { _ in output.readToEnd() }
    await BlockingWork.run { _ in input.write(lines.joined(separator: "\n")) }
    input.closeWriting()
    await serving.value
    // A pipe that went while the server reads would hand its descriptor to whoever opens the next one.
    withExtendedLifetime((input, output)) {}
    return try await written.split(separator: UInt8(ascii: "\n")).map { try JSON(parsing: $0) }
  }

  private static let initialize = Wire.message("initialize", ["protocolVersion": "2025-03-26"], id: "a").compact

  @Test func speaksTheModernEra() async throws {
    let log = Box<[CallLogEntry]>([])
    let lines = [
      Wire.modern("server/discover", id: 1).compact,
      Wire.modern("tools/call", ["name": "get_issue", "arguments": [:]], id: "two").compact,
    ]
    let answers = try await answers(lines, log: log)
    #expect(answers.map { $0["id"] } == [1, "two"])
    #expect(answers.allSatisfy { $0["result"]?["resultType"] == "complete" })
    #expect(log.value.map(\.revision) == ["2026-07-28", "2026-07-28"])
    #expect(log.value.map(\.trial) == [nil, nil])
  }

  @Test func speaksTheHandshakeEra() async throws {
    let log = Box<[CallLogEntry]>([])
    let initialized = Wire.message("notifications/initialized", id: nil).compact
    let lines = [Self.initialize, initialized, Wire.message("tools/list", id: 2).compact, Wire.message("ping").compact]
    let answers = try await answers(lines, log: log)
    #expect(answers.map { $0["id"] } == ["a", 2, 1])
    #expect(answers[0]["result"]?["protocolVersion"] == "2025-03-26")
    #expect(answers[1]["result"]?["tools"]?[0]?.objectValue?.keys.contains("title") == false)
    #expect(log.value.map(\.revision) == ["2025-03-26", "2025-03-26", "2025-03-26"])
  }

  @Test func answersALineThatIsNoMessageAndGoesOn() async throws {
    let lines = [
      "garbage", "", "  ", "[1]", Wire.modern("tools/list", id: 3).compact + "\r", #"{"jsonrpc":"2.0","id":4}"#,
    ]
    let answers = try await answers(lines)
    #expect(answers.map { $0["error"]?["code"] } == [-32700, -32600, nil, -32600])
    #expect(answers.map { $0["id"] } == [nil, nil, 3, 4])
  }

  @Test(
    arguments: [
      // No handshake, and nothing that says the revision.
      ([Wire.message("tools/list").compact], [-32602]),
      // A probe does not decide the era.
      ([Wire.modern("server/discover").compact, initialize], [nil, nil]),
      ([Wire.modern("tools/list").compact, initialize], [nil, -32022]),
      ([initialize, Wire.modern("tools/list").compact], [nil, nil]),
      ([Wire.modern("tools/list", meta: ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]).compact], [-32602]),
    ] as [([String], [JSON?])])
  func letsTheFirstRequestsDecideTheEra(_ lines: [String], _ codes: [JSON?]) async throws {
    #expect(try await answers(lines).map { $0["error"]?["code"] } == codes)
  }

  @Test func passesOverALineThatIsTooLong() async throws {
    let lines = [String(repeating: "x", count: (4 << 20) + 1), Wire.modern("tools/list", id: 5).compact]
    let answers = try await answers(lines)
    #expect(answers.map { $0["error"]?["code"] } == [-32600, nil])
  }

  @Test func stopsWhenItsTaskIsCancelled() async throws {
    let server = try #require(StdioServer(Sample.suite(), variant: "today"))
    let (input, output) = (try TestPipe(), try TestPipe())
    let serving = Task { await server.run(input: input.reading, output: output.writing) }
    serving.cancel()
    await serving.value
    withExtendedLifetime((input, output)) {}
  }

  @Test func stopsWhenNobodyReads() async throws {
    let server = try #require(StdioServer(Sample.suite(), variant: "today"))
    let (input, output) = (try TestPipe(), try TestPipe())
    output.closeReading()
    input.write(Wire.modern("tools/list").compact + "\n")
    await server.run(input: input.reading, output: output.writing)
    withExtendedLifetime((input, output)) {}
  }

  @Test func servesNoVariantThatTheSuiteLacks() { #expect(StdioServer(Sample.suite(), variant: "tomorrow") == nil) }
}
