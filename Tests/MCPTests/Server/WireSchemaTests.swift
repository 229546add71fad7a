import EvalCore
import Foundation
import JSONSchema
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

/// What the server says, against the schema that each revision publishes.
struct WireSchemaTests {
  private static let folder = ProjectRoot.folder.appending(path: "fixtures/published/mcp-schema")

  private func schema(_ revision: Revision, _ definition: String) throws -> JSONSchema {
    let file = Self.folder.appending(path: "\(revision.rawValue)/schema.json")
    var document = try #require(try JSON(parsing: Data(contentsOf: file)).objectValue)
    let section = document["$defs"] == nil ? "definitions" : "$defs"
    document["$ref"] = .string("#/\(section)/\(definition)")
    return try JSONSchema(.object(document))
  }

  private func expectFits(_ value: JSON, _ revision: Revision, _ definition: String) throws {
    let failures = try schema(revision, definition).validate(value)
    #expect(failures.isEmpty, "\(revision.rawValue) \(definition) \(value.compact.prefix(300))")
  }

  private func methods(_ revision: Revision) throws -> Methods {
    let variants = ServedVariants(Sample.suite(), trials: [], pageSize: 3)
    return Methods(
      served: try #require(variants.variant("today")), revision: revision, layers: LayerState())
  }

  @Test(
    arguments: Revision.allCases,
    [
      ("tools/list", [:], "ListToolsResult"), ("tools/list", ["cursor": "from-3"], "ListToolsResult"),
      ("tools/call", ["name": "get_issue"], "CallToolResult"),
      ("tools/call", ["name": "list_labels"], "CallToolResult"),
      ("tools/call", ["name": "search_issues"], "CallToolResult"),
    ] as [(String, JSONObject, String)])
  func fitsTheRevision(_ revision: Revision, _ exchange: (String, JSONObject, String)) async throws {
    let (method, params, definition) = exchange
    let reply = try await methods(revision).reply(to: Wire.call(method, params))
    try expectFits(JSON(parsing: reply.result), revision, definition)
    let message = RPCMessage.response(id: 7, result: reply.result)
    try expectFits(
      JSON(parsing: message), revision, revision >= .november2025 ? "JSONRPCResultResponse" : "JSONRPCResponse")
  }

  @Test(arguments: Revision.allCases)
  func introducesItselfAsTheRevisionSays(_ revision: Revision) async throws {
    let method = revision.isModern ? "server/discover" : "initialize"
    let reply = try await methods(revision).reply(to: Wire.call(method))
    try expectFits(
      JSON(parsing: reply.result), revision, revision.isModern ? "DiscoverResult" : "InitializeResult")
  }

  @Test(arguments: Revision.allCases)
  func refusesAsTheRevisionSays(_ revision: Revision) async throws {
    let definition = revision >= .november2025 ? "JSONRPCErrorResponse" : "JSONRPCError"
    let error = await #expect(throws: RPCError.self) {
      try await methods(revision).reply(to: Wire.call("tools/call", ["name": "none"]))
    }
    try expectFits(try #require(error).to(1).body, revision, definition)
  }

  @Test(arguments: [
    (RPCError.unsupportedVersion("1900-01-01"), "UnsupportedProtocolVersionError"),
    (RPCError.headerMismatch("a"), "HeaderMismatchError"),
    (RPCError.methodNotFound("a"), "JSONRPCErrorResponse"), (RPCError.parse("a"), "JSONRPCErrorResponse"),
  ])
  func namesModernErrorsAsTheSchemaDoes(_ error: RPCError, _ definition: String) async throws {
    try expectFits(error.to("x").body, .july2026, definition)
  }

  @Test(
    arguments: [
      ("server/discover", [:], "DiscoverRequest"), ("tools/list", ["cursor": "a"], "ListToolsRequest"),
      ("tools/call", ["name": "a", "arguments": [:]], "CallToolRequest"),
    ] as [(String, JSONObject, String)])
  func asksInTheModernEraAsTheSchemaSays(_ method: String, _ params: JSONObject, _ definition: String) async throws {
    try expectFits(JSON(parsing: ModernRequest(id: 1, method, params).body), .july2026, definition)
  }

  @Test(arguments: Revision.allCases.filter { !$0.isModern })
  func greetsInTheHandshakeEraAsEverySchemaSays(_ revision: Revision) async throws {
    let greeting = RPCMessage.request(id: 1, "initialize", ServerFacts.introduction)
    try expectFits(JSON(parsing: greeting), revision, "InitializeRequest")
    let notification = RPCMessage.notification("notifications/initialized")
    try expectFits(JSON(parsing: notification), revision, "InitializedNotification")
  }
}
