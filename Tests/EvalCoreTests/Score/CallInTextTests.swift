import Testing

@testable import EvalCore

struct CallInTextTests {
  static let catalogue = Catalogue(tools: Made.tools, key: "made")

  @Test(arguments: [
    "{\"name\": \"find\", \"arguments\": {\"query\": \"x\"}}", "  [{\"name\": \"find\", \"parameters\": {}}]\n",
    "I will search.\n```json\n{\"name\": \"find\", \"arguments\": {}}\n```",
    "<tool_call>\n{\"name\": \"find\"}\n</tool_call>",
    "<tool_call>{\"name\": \"find\", \"arguments\": {}}", "[TOOL_CALLS] [{\"name\": \"find\", \"arguments\": {}}]",
    "{\"type\": \"function\", \"function\": {\"name\": \"find\", \"arguments\": \"{}\"}}",
    "{\"tool_calls\": [{\"function\": {\"name\": \"find\"}}]}",
    "{\"find\": {\"query\": \"x\"}}", "Sure:\n{\"tool\": \"find\", \"args\": {\"a\": \"}\"}}\nDone.",
    "find(query=\"x\")", "[find(query='x')]", "```\nfind(query=1)\n```",
    "<|python_tag|>{\"name\": \"find\", \"parameters\": {}}",
  ])
  func findsACallThatWasWritten(_ text: String) {
    #expect(CallInText.tool(in: text, Self.catalogue) == "find")
  }

  @Test(arguments: [
    "", "You could use find for this.", "{\"name\": \"search\", \"arguments\": {}}", "{\"name\": \"find\"", "find",
    "I called find(query) in vain",
    "{\"query\": \"find\"}", "```find```", "{\"find\": 1}", "((((", "{{{{", "[[[[", "```", "\"find\"",
  ])
  func findsNothingElse(_ text: String) {
    #expect(CallInText.tool(in: text, Self.catalogue) == nil)
  }

  @Test func looksAtABoundedPartOfHostileText() {
    let braces = String(repeating: "{\n", count: 400_000)
    #expect(CallInText.tool(in: braces, Self.catalogue) == nil)
    let fences = String(repeating: "```{", count: 200_000)
    #expect(CallInText.tool(in: fences, Self.catalogue) == nil)
  }
}
