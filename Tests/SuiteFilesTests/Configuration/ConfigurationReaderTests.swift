import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

struct ConfigurationReaderTests {
  private static func read(
    _ text: String, at path: String = "toolsight.yaml"
  ) throws(Diagnostics) -> (configuration: Configuration, warnings: [Diagnostic])? {
    let files = StoredFiles([SourceFile(path: path, bytes: Array(text.utf8))])
    return try ConfigurationReader(files).read(forSuite: "suites/a/b.yaml")
  }

  @Test func readsModels() throws {
    let read = try #require(
      try Self.read(
        """
        schema: toolsight/config/v1
        models:
          fast:
            use: openai:gpt-5-mini
            sampling: {temperature: 0.2, seed: 7}
            tools: constrained
            logprobs: 20
            limits: {rpm: 60, tpm: 100000, concurrency: 4}
            price: {input: 0.25, output: 2}
            schedule: blocks
          local: {use: "openai:any@http://127.0.0.1:8080/v1"}
        """))
    let fast = try #require(read.configuration.models["fast"])
    #expect(read.warnings.isEmpty && fast.use == "openai:gpt-5-mini" && fast.tools == .constrained)
    #expect(fast.sampling?.seed == 7 && fast.schedule == .blocks && fast.limits.tokensPerMinute == 100_000)
    #expect(fast.logprobs == 20 && read.configuration.models["local"]?.logprobs == nil)
    #expect(fast.price == ConfiguredModel.Price(input: 0.25, output: 2))
    #expect(read.configuration.models["local"]?.limits == ConfiguredModel.Limits())
  }

  @Test(arguments: ["toolsight.yaml", "suites/toolsight.yaml", "suites/a/toolsight.yaml"])
  func isFoundInEveryFolderAbove(_ path: String) throws {
    #expect(try Self.read("schema: toolsight/config/v1\n", at: path)?.configuration.path == path)
  }

  @Test func isNotNeeded() throws {
    #expect(try Self.read("schema: toolsight/config/v1\n", at: "other/toolsight.yaml")?.configuration.path == nil)
  }

  @Test func saysWhatIsWrongAndWhere() {
    let error = #expect(throws: Diagnostics.self) {
      try Self.read(
        """
        schema: toolsight/config/v2
        modles: {}
        models:
          a: {use: opnai:x, price: {input: -1, output: 2}, limits: {rpm: 0}, tools: natve}
          b:c: {use: lexical}
          d: {use: "agent:mine"}
          e: {use: lexical, schedule: block}
        agents:
          mine: {command: [x, "{url}"]}
        """)
    }
    #expect(
      error?.all.map(\.description) == [
        "toolsight.yaml:1:9: error: expected 'toolsight/config/v1', found 'toolsight/config/v2'"
          + "\n  fix: write schema: toolsight/config/v1",
        "toolsight.yaml:2:1: error: unknown key 'modles'\n  fix: did you mean 'models'?",
        "toolsight.yaml:4:12: error: unknown provider 'opnai'\n  fix: did you mean 'openai'?",
        "toolsight.yaml:5:3: error: expected a name without ':' and blanks, found 'b:c'",
        "toolsight.yaml:6:12: error: agents are not in this version\n  fix: name a model, e.g. openai:gpt-5-mini",
        "toolsight.yaml:7:31: error: expected interleaved or blocks for schedule, found 'block'\n  fix: did you mean 'blocks'?",
        "toolsight.yaml:9:3: error: agents are not in this version\n  fix: take 'agents' out",
      ])
  }
}
