import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import EvalCore

/// Every published template with two calls, with quotes and braces in arguments, cut off, and shown in a fence.
struct CallTemplatesTests {
  fileprivate struct Row: Sendable, CustomTestStringConvertible {
    let models: String
    /// What stands around all calls, and around each.
    let around: (String, String)
    let between: String
    let call: @Sendable (_ name: String, _ arguments: [(String, String)]) -> String
    /// Whether a call that is cut off cannot be told from prose.
    var needsItsEnd = false

    var testDescription: String { models }

    func text(_ names: [String], _ arguments: [(String, String)] = CallTemplatesTests.nested) -> String {
      around.0 + names.map { call($0, arguments) }.joined(separator: between) + around.1
    }
  }

  fileprivate static let nested = [("query", #"say "{hi}" )]>`<"#), ("more", "}\n{")]

  private static func object(_ arguments: [(String, String)]) -> String {
    JSON.object(JSONObject(arguments.map { ($0.0, JSON.string($0.1)) })).compact
  }

  private static func named(_ key: String = "arguments", name: String = "name")
    -> @Sendable (String, [(String, String)])
    -> String
  {
    { "{\"\(name)\": \"\($0)\", \"\(key)\": \(object($1))}" }
  }

  private static func code(_ before: String = "", _ after: String = "")
    -> @Sendable (String, [(String, String)]) -> String
  {
    { name, arguments in
      let inner = arguments.map { "\($0)=\(JSON.string($1).compact)" }.joined(separator: ", ")
      return "\(before)\(name)(\(inner))\(after)"
    }
  }

  private static func tagged(
    _ open: String, _ parameter: @escaping @Sendable (String, String) -> String, _ close: String
  ) -> @Sendable (String, [(String, String)]) -> String {
    { name, arguments in open.replacing("NAME", with: name) + arguments.map(parameter).joined() + close }
  }

  private static func wrapped(_ open: String, _ close: String) -> @Sendable (String, [(String, String)]) -> String {
    { open.replacing("NAME", with: $0) + object($1) + close }
  }

  fileprivate static let rows = [
    Row(models: "Hermes, Qwen", around: ("", ""), between: "\n") { "<tool_call>\n\(named()($0, $1))\n</tool_call>" },
    Row(models: "Qwen 2.5 Coder", around: ("", ""), between: "\n") { "<tools>\n\(named()($0, $1))\n</tools>" },
    Row(models: "Llama 3.1, marked", around: ("<|python_tag|>", ""), between: "; ", call: named("parameters")),
    Row(models: "Llama 3.2 JSON", around: ("", ""), between: "\n", call: named("parameters"), needsItsEnd: true),
    Row(models: "xLAM", around: ("[", "]"), between: ", ", call: named(), needsItsEnd: true),
    Row(models: "Mistral, old", around: ("[TOOL_CALLS] [", "]"), between: ", ", call: named()),
    Row(models: "Granite 3", around: ("<|tool_call|>[", "]"), between: ",", call: named()),
    Row(models: "Phi-4-mini", around: ("<|tool_call|>[", "]<|/tool_call|>"), between: ", ", call: named()),
    Row(models: "Granite 20B", around: ("", ""), between: "\n") { "<function_call> \(named()($0, $1))" },
    Row(models: "FireFunction 2", around: (" functools[", "]"), between: ", ", call: named()),
    Row(models: "Nemotron", around: ("<TOOLCALL>[", "]</TOOLCALL>"), between: ", ", call: named()),
    Row(
      models: "Command A", around: ("<|START_ACTION|>[\n", "\n]<|END_ACTION|>"), between: ",\n",
      call: { "{\"tool_call_id\": \"0\", \"tool_name\": \"\($0)\", \"parameters\": \(object($1))}" }),
    Row(
      models: "Command R", around: ("Action: ```json\n[", "]\n```"), between: ",\n",
      call: named("parameters", name: "tool_name")),
    Row(models: "MiniMax M1", around: ("<tool_calls>\n", "\n</tool_calls>"), between: "\n", call: named()),
    Row(models: "Jamba", around: (" <tool_calls>[", "]</tool_calls>"), between: ", ", call: named()),
    Row(models: "InternLM 2", around: ("", ""), between: "\n") {
      "<|action_start|><|plugin|>\n\(named("parameters")($0, $1))<|action_end|>"
    },
    Row(models: "Apertus", around: ("<|tools_prefix|>[", "]<|tools_suffix|>"), between: ", ") {
      "{\"\($0)\": \(object($1))}"
    },
    Row(models: "LongCat", around: ("", ""), between: "\n") {
      "<longcat_tool_call>\n\(named()($0, $1))\n</longcat_tool_call>"
    },
    Row(models: "GigaChat 3", around: ("Hm.<|message_sep|>\n\n", ""), between: "\n") {
      "function call<|role_sep|>\n\(named()($0, $1))"
    },
    Row(models: "LM Studio", around: ("", ""), between: "\n") { "[TOOL_REQUEST]\(named()($0, $1))[END_TOOL_REQUEST]" },
    Row(
      models: "Qwen 3 Coder", around: ("", ""), between: "\n",
      call: tagged(
        "<tool_call>\n<function=NAME>\n", { "<parameter=\($0)>\n\($1)\n</parameter>\n" }, "</function>\n</tool_call>")),
    Row(
      models: "Seed-OSS", around: ("", ""), between: "\n",
      call: tagged(
        "<seed:tool_call>\n<function=NAME>\n", { "<parameter=\($0)>\($1)</parameter>\n" },
        "</function>\n</seed:tool_call>")),
    Row(models: "Llama 3.1 custom", around: ("", ""), between: "\n", call: wrapped("<function=NAME>", "</function>")),
    Row(
      models: "GLM", around: ("", ""), between: "\n",
      call: tagged(
        "<tool_call>NAME\n", { "<arg_key>\($0)</arg_key>\n<arg_value>\($1)</arg_value>\n" }, "</tool_call>")),
    Row(
      models: "GLM 4.7", around: ("", ""), between: "",
      call: tagged(
        "<tool_call>NAME", { "<arg_key>\($0)</arg_key><arg_value>\($1)</arg_value>" }, "</tool_call>")),
    Row(models: "Mistral, new", around: ("", ""), between: "", call: wrapped("[TOOL_CALLS]NAME[ARGS]", "")),
    Row(
      models: "Mistral, with ids", around: ("", ""), between: "",
      call: wrapped("[TOOL_CALLS]NAME[CALL_ID]a1b2c3d4e[ARGS]", "")),
    Row(models: "Mistral, stripped", around: ("", ""), between: "", call: wrapped("[TOOL_CALLS]NAME", "")),
    Row(
      models: "gpt-oss", around: ("<|channel|>analysis<|message|>I need to find it.<|end|>", ""),
      between: "<|start|>assistant",
      call: wrapped("<|channel|>commentary to=functions.NAME <|constrain|>json<|message|>", "<|call|>")),
    Row(
      models: "gpt-oss, recipient first", around: ("", ""), between: "",
      call: wrapped("<|start|>assistant to=functions.NAME<|channel|>commentary json<|message|>", "<|call|>")),
    Row(
      models: "DeepSeek V3", around: ("<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>"), between: "\n",
      call: wrapped("<｜tool▁call▁begin｜>function<｜tool▁sep｜>NAME\n```json\n", "\n```<｜tool▁call▁end｜>")),
    Row(
      models: "DeepSeek V3.1", around: ("<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>"), between: "",
      call: wrapped("<｜tool▁call▁begin｜>NAME<｜tool▁sep｜>", "<｜tool▁call▁end｜>")),
    Row(
      models: "DeepSeek V3.2", around: ("<｜DSML｜function_calls>\n", "\n</｜DSML｜function_calls>"), between: "\n",
      call: tagged(
        "<｜DSML｜invoke name=\"NAME\">\n",
        { "<｜DSML｜parameter name=\"\($0)\" string=\"true\">\($1)</｜DSML｜parameter>\n" }, "</｜DSML｜invoke>")),
    Row(
      models: "MiniMax M2", around: ("<minimax:tool_call>\n", "\n</minimax:tool_call>"), between: "\n",
      call: tagged("<invoke name=\"NAME\">\n", { "<parameter name=\"\($0)\">\($1)</parameter>\n" }, "</invoke>")),
    Row(
      models: "Step 3", around: ("<｜tool_calls_begin｜>", "<｜tool_calls_end｜>"), between: "",
      call: tagged(
        "<｜tool_call_begin｜>function<｜tool_sep｜><steptml:invoke name=\"NAME\">",
        { "<steptml:parameter name=\"\($0)\">\($1)</steptml:parameter>" }, "</steptml:invoke><｜tool_call_end｜>")),
    Row(
      models: "Kimi K2", around: ("<|tool_calls_section_begin|>", "<|tool_calls_section_end|>"), between: "",
      call: wrapped("<|tool_call_begin|>functions.NAME:0<|tool_call_argument_begin|>", "<|tool_call_end|>")),
    Row(
      models: "Kimi K3", around: ("<|open|>tools<|sep|>", "<|close|>tools<|sep|>"), between: "",
      call: tagged(
        "<|open|>call tool=\"NAME\" index=\"1\"<|sep|>",
        { "<|open|>argument key=\"\($0)\" type=\"string\"<|sep|>\($1)<|close|>argument<|sep|>" },
        "<|close|>call<|sep|>")),
    Row(
      models: "Gemma 4", around: ("", ""), between: "",
      call: tagged("<|tool_call>call:NAME{", { "\($0):<|\"|>\($1)<|\"|>," }, "}<tool_call|>")),
    Row(
      models: "FunctionGemma", around: ("", ""), between: "",
      call: tagged("<start_function_call>call:NAME{", { "\($0):<escape>\($1)<escape>," }, "}<end_function_call>")),
    Row(models: "Functionary 3.2", around: (">>>", ""), between: "\n>>>", call: wrapped("NAME\n", "")),
    Row(
      models: "Functionary 3.2, first call", around: ("", ""), between: "\n>>>", call: wrapped("NAME\n", ""),
      needsItsEnd: true),
    Row(models: "GLM 4 9B", around: ("", ""), between: "\n", call: wrapped("NAME\n", ""), needsItsEnd: true),
    Row(
      models: "Functionary 2", around: ("<|from|>assistant\n", "<|stop|>"), between: "\n<|from|>assistant\n",
      call: wrapped("<|recipient|>NAME\n<|content|>", "")),
    Row(
      models: "Qwen-Agent", around: ("", ""), between: "\n", call: wrapped("✿FUNCTION✿: NAME\n✿ARGS✿: ", "\n✿RESULT✿")),
    Row(
      models: "ReAct", around: ("Thought: I look.\n", "\nObservation:"), between: "\n",
      call: wrapped("Action: NAME\nAction Input: ", "")),
    Row(
      models: "Llama 3.1 built-in", around: ("<|python_tag|>", ""), between: "; ",
      call: { code()("\($0).call", $1) }),
    Row(models: "Llama 3.2 pythonic", around: ("[", "]"), between: ", ", call: code(), needsItsEnd: true),
    Row(models: "Llama 4", around: ("<|python_start|>[", "]<|python_end|>"), between: ", ", call: code()),
    Row(models: "LFM 2", around: ("<|tool_call_start|>[", "]<|tool_call_end|>"), between: ", ", call: code()),
    Row(models: "Olmo 3", around: ("<function_calls>\n", "\n</function_calls>"), between: "\n", call: code()),
    Row(models: "Gemma 3", around: ("```tool_code\n", "\n```"), between: "\n", call: code("print(", ")")),
  ]

  private let catalogue = Catalogue(tools: Made.tools, key: "made")
  private static let prose = "I will look.\n"

  private func tool(_ text: String) -> String? { CallInText.tool(in: text, catalogue) }

  @Test(arguments: rows) fileprivate func findsTwoCalls(row: Row) {
    #expect(tool(row.text(["find", "show"])) == "find")
    #expect(tool(row.text(["unheard_of", "find"])) == "find" || row.needsItsEnd)
    #expect(tool(row.text(["unheard_of", "unseen"])) == nil)
  }

  @Test(arguments: rows) fileprivate func findsACallAfterProse(row: Row) {
    #expect(tool(Self.prose + row.text(["find"])) == "find" || row.needsItsEnd)
    #expect(tool("<think>Hm.</think>\n" + row.text(["find"])) == "find")
  }

  @Test(arguments: rows) fileprivate func findsACallThatIsCutOff(row: Row) {
    let whole = row.text(["find"], [("query", "long words")])
    let cut = whole[..<(whole.range(of: "long wo")?.upperBound ?? whole.endIndex)]
    #expect(tool(String(cut)) == (row.needsItsEnd ? nil : "find"))
  }

  @Test(arguments: rows, ["```", "````", "~~~", "```text", "```xml"])
  fileprivate func aCallInAFenceIsShownAndNotMade(row: Row, fence: String) {
    let close = String(fence.prefix { $0 == fence.first })
    // A fence in the text would close one as long.
    guard !(row.text(["find"]).contains("```\n") && close == "```") || row.models == "Gemma 3" else { return }
    #expect(tool("\(fence)\n\(row.text(["find"], [("query", "x")]))\n\(close)") == nil)
    #expect(tool("For example:\n\(fence)\n\(row.text(["find"], [("query", "x")]))\n\(close)\nThat is how.") == nil)
  }

  @Test(arguments: rows) fileprivate func aCallThatIsOnlyConsideredIsNone(row: Row) {
    #expect(tool("<think>\(row.text(["find"], [("query", "x")]))</think>\nNothing to do.") == nil)
  }

  @Test func everyTemplateHasItsSourceAndIsTested() {
    #expect(CallTemplates.all.count >= 20)
    for template in CallTemplates.all { #expect(!template.models.isEmpty && template.source.count > 20) }
    let texts = Self.rows.map { $0.text(["find"]) }
    for mark in CallTemplates.all.flatMap(\.marks)
    where !["<functioncall>", "<|tool▁call▁begin|>", "function<|tool▁sep|>"].contains(mark) {
      #expect(texts.contains { $0.contains(mark) || mark.hasPrefix("Action") && $0.contains("Action:") }, "\(mark)")
    }
  }
}
