import EvalCore
import JSONSchema
import OrderedJSON
import SuiteFiles
import TestSupport
import Testing

/// The published schema is for editors: it takes what the reader takes.
struct ConfigurationSchemaTests {
  private static func failures(of text: String) throws -> [String] {
    let schema = try JSONSchema(JSON(parsing: try ProjectRoot.text("schemas/config.schema.json")))
    let value = try PlainFile.value(Array(text.utf8), path: "toolsight.yaml")
    return schema.validate(value).map(\.description)
  }

  private static func isRead(_ text: String) -> Bool {
    let files = StoredFiles([SourceFile(path: "toolsight.yaml", bytes: Array(text.utf8))])
    return (try? ConfigurationReader(files, providers: KnownProvider.sample).read(forSuite: "s.yaml")) != nil
  }

  private static func model(_ entry: String) -> String { "schema: toolsight/config/v1\nmodels: {m: {\(entry)}}\n" }

  @Test func takesTheProjectsOwn() throws {
    #expect(try Self.failures(of: try ProjectRoot.text("toolsight.yaml")) == [])
  }

  @Test(
    arguments: [
      "use: lexical", "use: \"openai:x@http://127.0.0.1:1/v1\", tools: constrained, logprobs: 20, schedule: blocks",
      "use: ollama:x, sampling: {temperature: 0}, limits: {rpm: 1, tpm: 2, concurrency: 3}, price: {input: 0, output: 1}",
      "use: openai:x, strict: sent, token_limit: max_tokens, reasoning_content: omitted, headers: {X-A: b}, query: {v: \"1\"}",
    ] + EndpointPreset.allCases.map { "use: openai:x, preset: \($0.rawValue)" })
  func takesWhatTheReaderTakes(entry: String) throws {
    #expect(Self.isRead(Self.model(entry)))
    #expect(try Self.failures(of: Self.model(entry)) == [])
  }

  @Test(arguments: [
    "tools: native", "use: opnai:x", "use: openai:x, modle: y", "use: openai:x, preset: none",
    "use: openai:x, strict: true",
    "use: openai:x, headers: [a]", "use: openai:x, limits: {rpm: 0}", "use: openai:x, price: {input: 1}",
    "use: openai:x, query: {v: 1}",
  ])
  func refusesWhatTheReaderRefuses(entry: String) throws {
    #expect(!Self.isRead(Self.model(entry)))
    #expect(try !Self.failures(of: Self.model(entry)).isEmpty)
  }
}
