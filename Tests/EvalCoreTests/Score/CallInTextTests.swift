import Foundation
import TestSupport
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
    "find(query=\"x\")", "[find(query='x')]", "```tool_code\nfind(query=1)\n```",
    "I will search.\n```json\n{\"name\": \"find\"}\n```\n```json\n{\"name\": \"show\"}\n```\n",
    "{\"name\": \"functions.find\", \"arguments\": {}}", "Thinking aloud.</think>{\"name\": \"find\"}",
    "<tool_call>\n{\"name\": \"find\", \"arguments\": {\"query\": \"a \"b\" c\"}}\n</tool_call>",
    // Nothing but reasoning came.
    "<think>I look.\n<tool_call>\n{\"name\": \"find\"}\n</tool_call></think>\n",
    "<think>I look.\n<tool_call>\n{\"name\": \"find\"}",
    "<|python_tag|>{\"name\": \"find\", \"parameters\": {}}",
  ])
  func findsACallThatWasWritten(_ text: String) {
    #expect(CallInText.tool(in: text, Self.catalogue) == "find")
  }

  @Test(arguments: [
    "", "You could use find for this.", "{\"name\": \"search\", \"arguments\": {}}", "{\"name\": \"find\"", "find",
    "I called find(query) in vain",
    "{\"query\": \"find\"}", "```find```", "```\nfind(query=1)\n```", "find(query) is what I would call (perhaps)",
    "Write `<tool_call>{\"name\": \"find\"}</tool_call>` for that.", "Use <tool_call> to call find.",
    "Write <invoke name=\"find\"> to call.", "[TOOL_CALLS] is how a call of find begins", "Action: find out more",
    "to=functions.find is the recipient",
    "```json\n{\"name\": \"find\"}\n```\nis how it would be called.",
    "{\"name\": \"find\", \"description\": \"Finds.\"}",
    "<tools>\n{\"type\": \"function\", \"function\": {\"name\": \"find\", \"description\": \"Finds.\"}}\n</tools>",
    "{\"name\": \"find\", \"parameters\": {\"type\": \"object\", \"properties\": {}}}",
    "<think>{\"name\": \"find\"}</think>", "<think>find(query=1)</think>", "<think>", "</think>", "<tool_call>",
    "find\n",
    "find\n{", "[TOOL_CALLS]", "to=functions.", "{\"find\": 1}", "((((", "{{{{", "[[[[", "```", "\"find\"",
  ])
  func findsNothingElse(_ text: String) {
    #expect(CallInText.tool(in: text, Self.catalogue) == nil)
  }

  /// What CommonMark calls code, and what stands in quotes, is talked about.
  @Test(arguments: [
    "1. like this:\n\n    ```\n    CALL\n    ```\n", "> ```\n> CALL\n> ```\n", "- ```\n  CALL\n  ```\n",
    "> - ~~~\n>   CALL\n",
    "10) ````json\n    CALL\n    ````\nand so on", "You would write:\n\n    CALL\n\nto search.",
    "You would write:\n\n\tCALL\n\n\tCALL\n", "You would write:\n \n     CALL", "The form `` CALL `` is used.",
    "The form `x CALL y` is used.", "The form ``` CALL ``` is used.", "The form \"CALL\" is used.",
    "Write 'CALL' or “CALL”.",
  ])
  func whatIsCodeOrQuotedIsNoCall(_ text: String) {
    let calls = [
      "<tool_call>{\"name\": \"find\"}</tool_call>", "<function=find>{\"query\": 1}</function>",
      "<invoke name=\"find\"><parameter name=\"a\">1</parameter></invoke>", "[TOOL_CALLS]find{\"query\": 1}",
    ]
    for call in calls {
      #expect(CallInText.tool(in: text.replacing("CALL", with: call), Self.catalogue) == nil, "\(call)")
    }
    let bare = "{\"name\": \"find\", \"arguments\": {}}"
    #expect(CallInText.tool(in: text.replacing("CALL", with: bare), Self.catalogue) == nil)
  }

  /// Code before a call, and indentation that makes no code, hide none.
  @Test(arguments: [
    "I use `find` and ``x`y``: CALL", "```\nls\n```\nCALL", "Text,\n    CALL", "    CALL", "> quoted\n\nCALL",
    "It`s so: CALL",
    "- one\n- two\n\n  CALL", "~~~\nls\n~~~\n\n    ls\n\nCALL",
  ])
  func whatIsNoCodeIsACall(_ text: String) {
    let call = "<tool_call>{\"name\": \"find\"}</tool_call>"
    #expect(CallInText.tool(in: text.replacing("CALL", with: call), Self.catalogue) == "find")
  }

  @Test(arguments: ["{\"name\": \"issues_find\"}", "<tool_call>\nissues/find\n<arg_key>", "[TOOL_CALLS]issues_find{"])
  func aToolIsKnownByTheNameThatWentOverTheWireToo(_ text: String) {
    let catalogue = Catalogue(tools: [Made.tool("issues/find")], key: "slash")
    #expect(CallInText.tool(in: text, catalogue) == "issues/find")
  }

  @Test func whatAModelEndsItsTurnWithIsNoEndOfReasoning() {
    let text = "<|tool_call|>[{\"name\": \"find\"}]<|/tool_call|><|end|>"
    #expect(CallInText.tool(in: text, Self.catalogue) == "find")
  }

  @Test func looksAtABoundedPartOfHostileText() {
    let braces = String(repeating: "{\n", count: 400_000)
    #expect(CallInText.tool(in: braces, Self.catalogue) == nil)
    let fences = String(repeating: "```{", count: 200_000)
    #expect(CallInText.tool(in: fences, Self.catalogue) == nil)
    for part in [
      "<tool_call>{", "[TOOL_CALLS]x", "<function=", "<|python_tag|>[{\"name\":", "to=functions.", "<invoke name=\"",
      "<think>", "</think>", "```json\n", "find\n{", "find(\"", "` ``", "> ", "- ", "\n\n    <tool_call>",
    ] {
      #expect(CallInText.tool(in: String(repeating: part, count: 20_000), Self.catalogue) == nil)
    }
  }

  private func transcript(_ answer: ModelAnswer) -> Transcript {
    var transcript = Transcript(
      trial: Trial(number: 0, caseID: "c", variant: "v", model: "m", repeat: 1),
      startedAt: .init(timeIntervalSince1970: 0))
    transcript.turns = [Turn(answer: answer)]
    return transcript
  }

  @Test(
    arguments: [
      (nil, "I look.\n<tool_call>\n{\"name\": \"find\"}\n</tool_call>", "find"),
      (" \n", "<|channel|>commentary to=functions.find <|constrain|>json<|message|>{}<|call|>", "find"),
      ("Nothing to do.", "<tool_call>\n{\"name\": \"find\"}\n</tool_call>", nil),
      (nil, "Perhaps {\"name\": \"find\"}?", nil), (nil, "{\"name\": \"find\"}", nil),
      (nil, "```\n<tool_call>\n{\"name\": \"find\"}\n</tool_call>\n```", nil), (nil, nil, nil),
    ] as [(String?, String?, String?)])
  func aCallThatAReaderOfReasoningSwallowedIsFound(text: String?, reasoning: String?, tool: String?) {
    let answer = ModelAnswer(text: text, reasoning: reasoning)
    #expect(CallInText.tool(in: transcript(answer), Self.catalogue) == tool)
  }
}
