import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ToolPositionsTests {
  private static let tools = ["zero", "one", "two", "three"].map { Requests.tool(["name": .string($0)]) }

  @Test(arguments: [
    (Provider.openAI, "Invalid schema: tools[2].function.parameters", "tool 2 is 'two'"),
    (.responses, "Invalid value: 'tools[0].parameters'", "tool 0 is 'zero'"),
    (.anthropic, "tools.3.custom.input_schema: JSON schema is invalid", "tool 3 is 'three'"),
    (.gemini, "* GenerateContentRequest.tools[0].function_declarations[3].parameters: missing", "tool 3 is 'three'"),
    (.gemini, "Unknown name at 'tools[0].functionDeclarations[1].parameters'", "tool 1 is 'one'"),
    (.openAI, "Unknown name at 'tools[0].function_declarations[1].parameters'", "tool 1 is 'one'"),
    (.openAI, #"[{"loc":["body","tools",1,"function"],"msg":"Field required"}]"#, "tool 1 is 'one'"),
    (.openAI, "tools[1] and tools.2.x and tools[1]", "tool 1 is 'one', tool 2 is 'two'"),
    (.ollama, "tools.0: bad", "tool 0 is 'zero'"),
  ])
  func areToldByName(provider: Provider, message: String, addition: String) {
    let failure = EndpointFailure(.badRequest, status: 400, message: message, attempts: 2)
    let named = failure.naming(Self.tools, areWrapped: provider == .gemini)
    #expect(named.message == "\(message) (\(addition))")
    #expect(named.class == .badRequest && named.status == 400 && named.attempts == 2)
  }

  @Test(arguments: [
    (Provider.openAI, "tools[4].function"), (.openAI, "tools[99999999999999].function"), (.gemini, "tools[0]: bad"),
    (.openAI, "messages[0].content"), (.openAI, "Invalid schema for function 'two' (tools[2].function.parameters)"),
    (.openAI, "mytools[1]"), (.openAI, "at most 128 tools"), (.openAI, ""),
  ])
  func otherWordsStayAsTheyAre(provider: Provider, message: String) {
    #expect(
      EndpointFailure(.badRequest, message: message).naming(Self.tools, areWrapped: provider == .gemini).message
        == message)
  }
}
