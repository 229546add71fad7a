import EvalCore
import OrderedJSON
import Testing

@testable import MCP

struct RevisionTests {
  private func served(_ name: String, _ revision: Revision) throws -> JSONObject {
    revision.adapt(try #require(Sample.toolSet()[name]))
  }

  @Test(
    arguments: [
      (.november2024, ["name", "description", "inputSchema", "x-unknown"]),
      (.march2025, ["name", "description", "inputSchema", "annotations", "x-unknown"]),
      (.june2025, ["name", "title", "description", "inputSchema", "annotations", "_meta", "x-unknown"]),
      (
        .november2025,
        ["name", "title", "description", "inputSchema", "annotations", "icons", "execution", "_meta", "x-unknown"]
      ),
      (.july2026, ["name", "title", "description", "inputSchema", "annotations", "icons", "_meta", "x-unknown"]),
    ] as [(Revision, [String])])
  func servesTheFieldsThatARevisionHasInTheirOrder(_ revision: Revision, _ fields: [String]) throws {
    #expect(try served("search_issues", revision).keys == fields)
  }

  @Test func keepsSpellingsAndUnknownFields() throws {
    let tool = try JSON(parsing: #"{"name":"a","inputSchema":{"type":"object","minProperties":1.0},"z":[1e2]}"#)
    let served = Revision.july2026.adapt(try #require(tool.objectValue.flatMap(Tool.init)))
    #expect(JSON.object(served).compact == tool.compact)
  }

  @Test(
    arguments: [
      (.november2024, false, false), (.march2025, false, false), (.june2025, true, false), (.november2025, true, false),
      (.july2026, true, true),
    ] as [(Revision, Bool, Bool)])
  func servesOutputSchemasThatARevisionKnows(_ revision: Revision, _ object: Bool, _ array: Bool) throws {
    #expect(try (served("get_issue", revision)["outputSchema"] != nil) == object)
    #expect(try (served("list_labels", revision)["outputSchema"] != nil) == array)
  }

  @Test func givesAToolWithoutASchemaTheOneForAnyObject() throws {
    #expect(try served("bare", .july2026)["inputSchema"] == ["type": "object"])
  }

  @Test(
    arguments: [
      (.november2024, ["text", "text"], false), (.march2025, ["audio", "text"], false),
      (.june2025, ["audio", "resource_link"], true), (.july2026, ["audio", "resource_link"], true),
    ] as [(Revision, [String], Bool)])
  func replacesBlocksThatARevisionLacks(_ revision: Revision, _ types: [String], _ isStructured: Bool) {
    let result: JSONObject = [
      "content": [
        ["type": "audio", "data": "", "mimeType": "audio/wav"], ["type": "resource_link", "uri": "a:b", "name": "b"],
      ], "structuredContent": ["a": 1],
    ]
    let served = revision.adapt(result: result)
    #expect(served["content"]?.arrayValue?.compactMap { $0["type"]?.stringValue } == types)
    #expect((served["structuredContent"] != nil) == isStructured)
  }

  @Test func keepsStructuredContentThatIsNoObjectForTheNewestRevisionOnly() {
    let result: JSONObject = ["content": [], "structuredContent": [1]]
    #expect(Revision.july2026.adapt(result: result)["structuredContent"] == [1])
    #expect(Revision.november2025.adapt(result: result)["structuredContent"] == nil)
  }
}
