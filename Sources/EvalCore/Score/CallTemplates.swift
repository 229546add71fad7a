/// How a family of models is trained to write a call where its server does not read it: made by ``CallTemplates``, consumed by
/// ``CallInText``.
struct CallTemplate {
  /// What stands after the mark.
  enum Form {
    /// JSON with the name in it: an object, or a list of them.
    case json
    /// The name, up to the first of `ends`; then what `arguments` begin with, anything where they are empty.
    case name(ends: [String], arguments: [String] = [])
    /// `name(argument=…)`, one or a list.
    case code
  }

  let models: String
  /// What the call begins with. Empty for a template without marks: then it is the whole text, or stands in a fence of JSON.
  let marks: [String]
  let form: Form
  /// Where the template is published, with its revision.
  let source: String

  init(_ models: String, _ marks: [String], _ form: Form, _ source: String) {
    self.models = models
    self.marks = marks
    self.form = form
    self.source = source
  }
}

/// The templates of the models that people run, one a row. Sources are repositories on GitHub, with the first digits of the
/// commit that was read in 2026.
enum CallTemplates {
  private static let vllm = "vllm-project/vllm vllm/entrypoints/openai/tool_parsers/"
  private static let vllmExample = "vllm-project/vllm examples/tool_chat_template_"
  private static let llama = "ggml-org/llama.cpp models/templates/"
  private static let sglang = "sgl-project/sglang python/sglang/srt/function_call/"

  static let all = [
    // JSON between marks.
    CallTemplate(
      "Hermes 2 Pro and 3, Qwen 2.5 and 3, ERNIE 4.5, Granite 4, Exaone", ["<tool_call>"], .json,
      vllmExample + "hermes.jinja@f73e0891"),
    CallTemplate("Qwen 2.5 Coder", ["<tools>"], .json, vllmExample + "qwen2_5_coder.jinja@b2a38336"),
    CallTemplate(
      "Llama 3.1 and 3.2, built-in marks", ["<|python_tag|>"], .json, vllm + "llama_tool_parser.py@500932bb"),
    CallTemplate("Llama 3.x, xLAM, Llama 4 as JSON", [], .json, vllm + "xlam_tool_parser.py@01d3ce8c"),
    CallTemplate("Mistral 7B v0.3 to Small 2501", ["[TOOL_CALLS]"], .json, vllm + "mistral_tool_parser.py@021235c5"),
    CallTemplate("Granite 3.x, Phi-4-mini", ["<|tool_call|>"], .json, vllmExample + "phi4_mini.jinja@07b13497"),
    CallTemplate(
      "Granite 20B function calling, Glaive", ["<function_call>", "<functioncall>"], .json,
      vllmExample + "granite.jinja@16592367"),
    CallTemplate("FireFunction 2, Phi-4-mini of vLLM", ["functools"], .json, vllm + "phi4mini_tool_parser.py@d3f259f6"),
    CallTemplate("Nemotron Nano 2, Super 1.5", ["<TOOLCALL>"], .json, llama + "NVIDIA-Nemotron-Nano-v2.jinja@f01caef7"),
    CallTemplate(
      "Command R7B, A and A+", ["<|START_ACTION|>"], .json, sglang + "cohere_command4_detector.py@0ff0d3e3"),
    CallTemplate(
      "MiniMax M1, Jamba 1.6, Hunyuan A13B", ["<tool_calls>"], .json, vllmExample + "minimax_m1.jinja@e5fa9450"),
    CallTemplate("InternLM 2", ["<|action_start|><|plugin|>"], .json, vllm + "internlm2_tool_parser.py@8d39585c"),
    CallTemplate("Apertus", ["<|tools_prefix|>"], .json, vllm + "apertus_tool_parser.py@9a9650dd"),
    CallTemplate("LongCat", ["<longcat_tool_call>"], .json, vllm + "longcat_tool_parser.py@737189e9"),
    CallTemplate(
      "GigaChat 3", ["function call<|role_sep|>"], .json,
      vllm + "gigachat3_tool_parser.py@11c3997a"),
    CallTemplate(
      "LM Studio's own, for models without", ["[TOOL_REQUEST]"], .json,
      "lmstudio.ai/docs/developer/openai-compat/tools, 2025"),
    // A name and its arguments between marks.
    CallTemplate(
      "Qwen 3 Coder and 3.5, Nemotron 3, Seed-OSS, Step 3.5, MiroThinker", ["<function="],
      .name(ends: [">"], arguments: ["<parameter=", "</function>", "{"]),
      vllmExample + "qwen3coder.jinja@7a3bde4c"),
    CallTemplate(
      "Llama 3.1 custom calls, Functionary 3.1", ["<function="], .name(ends: [">"], arguments: ["{"]),
      "MeetKai/functionary functionary/prompt_template/jinja_templates/v3-llama3.1.txt@7df905d7"),
    CallTemplate(
      "GLM 4.5 to 5", ["<tool_call>"], .name(ends: ["<arg_key>", "\n", "</tool_call>"], arguments: []),
      llama + "glm_4_5.jinja@623f3dd0"),
    CallTemplate(
      "Mistral Small 3.2, Medium 3, Devstral, Magistral, Ministral 3", ["[TOOL_CALLS]"],
      .name(ends: ["[CALL_ID]", "[ARGS]", "{"]), sglang + "mistral_detector.py@a343daaf"),
    CallTemplate(
      "gpt-oss (Harmony)", ["to=functions."],
      .name(ends: ["<|", " "], arguments: ["<|", "commentary", "json", "code", "{"]),
      sglang + "gpt_oss_detector.py@0351c1fa"),
    CallTemplate(
      "DeepSeek V3 and R1", ["function<｜tool▁sep｜>", "function<|tool▁sep|>"], .name(ends: ["\n", "```", "{"]),
      vllmExample + "deepseekv3.jinja@c6991a3b"),
    CallTemplate(
      "DeepSeek V3.1", ["<｜tool▁call▁begin｜>", "<|tool▁call▁begin|>"], .name(ends: ["<｜tool▁sep｜>", "<|tool▁sep|>"]),
      llama + "deepseek-ai-DeepSeek-V3.1.jinja@0374c5b6"),
    CallTemplate(
      "DeepSeek V3.2 and V4", ["<｜DSML｜invoke name=\""], .name(ends: ["\""]),
      sglang + "deepseekv32_detector.py@03f31e60"),
    CallTemplate(
      "MiniMax M2, Claude's older text form", ["<invoke name=\""],
      .name(ends: ["\">"], arguments: ["<parameter", "</invoke>"]),
      llama + "unsloth-MiniMax-M2.jinja@a21f05af"),
    CallTemplate(
      "Step 3", ["<steptml:invoke name=\""], .name(ends: ["\""]), vllm + "step3_tool_parser.py@0a426f59"),
    CallTemplate(
      "Kimi K2", ["<|tool_call_begin|>"], .name(ends: ["<|tool_call_argument_begin|>"]),
      sglang + "kimik2_detector.py@0351c1fa"),
    CallTemplate("Kimi K3", ["<|open|>call tool=\""], .name(ends: ["\""]), llama + "Kimi-K3.jinja@181a4a8f"),
    CallTemplate(
      "Gemma 4", ["<|tool_call>call:"], .name(ends: ["{"]), sglang + "gemma4_detector.py@008b79d2"),
    CallTemplate(
      "FunctionGemma", ["<start_function_call>call:"], .name(ends: ["{"]),
      "ai.google.dev/gemma/docs/functiongemma/formatting-and-best-practices, 2025-12"),
    CallTemplate(
      "GLM 4 9B, Functionary 3.2's first call", [], .name(ends: ["\n"], arguments: ["{"]),
      "MeetKai/functionary functionary/prompt_template/jinja_templates/v3.llama3.txt@e0902e5f"),
    CallTemplate(
      "Functionary 3.2, later calls", [">>>"], .name(ends: ["\n"], arguments: ["{"]),
      "MeetKai/functionary functionary/prompt_template/jinja_templates/v3.llama3.txt@e0902e5f"),
    CallTemplate(
      "Functionary 2", ["<|recipient|>"], .name(ends: ["\n", "<|content|>"], arguments: ["<|content|>", "{"]),
      "MeetKai/functionary functionary/prompt_template/jinja_templates/v2.txt@419c0009"),
    CallTemplate(
      "Qwen 1.5 and 2 by Qwen-Agent", ["✿FUNCTION✿:"], .name(ends: ["\n"], arguments: ["✿ARGS✿"]),
      "QwenLM/Qwen-Agent qwen_agent/llm/fncall_prompts/qwen_fncall_prompt.py@bb52139d"),
    CallTemplate(
      "ReAct, which Qwen 1 and many prompts ask for", ["Action:"], .name(ends: ["\n"], arguments: ["Action Input:"]),
      "QwenLM/Qwen examples/react_prompt.md@96a57892"),
    // Code.
    CallTemplate(
      "Llama 3.1's built-in tools", ["<|python_tag|>"], .code, vllm + "llama_tool_parser.py@500932bb"),
    CallTemplate(
      "Llama 3.2 and 4, ToolACE", [], .code, vllm + "pythonic_tool_parser.py@630fe7e7"),
    CallTemplate(
      "Llama 4", ["<|python_start|>"], .code, vllm + "llama4_pythonic_tool_parser.py@fb6c0501"),
    CallTemplate("LFM 2", ["<|tool_call_start|>"], .code, sglang + "lfm2_detector.py@a1b6e398"),
    CallTemplate("Olmo 3", ["<function_calls>"], .code, vllm + "olmo3_tool_parser.py@935fb9e2"),
    CallTemplate("Gemma 3", ["```tool_code\n"], .code, vllmExample + "gemma3_pythonic.jinja@c6991a3b"),
    CallTemplate(
      "Command R and R+", ["Action: ```json\n", "Action:```json\n"], .json,
      "vllm-project/vllm examples/command_r_tool_chat_template.jinja@483f64f9"),
  ]
}
