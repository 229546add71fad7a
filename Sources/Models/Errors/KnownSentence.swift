import EvalCore

/// The beginning of a sentence by which a server tells what no field of its errors says, anchored at the sentence's first
/// character: the same words further on, in quotes or in a page mean nothing.
///
/// `#` stands for digits, `*` for a run of anything but spaces, `$` for the sentence's end.
struct KnownSentence {
  enum Meaning: Equatable {
    /// The server could not parse what its model wrote.
    case unparsable
    case failure(EndpointFailure.Class)
  }

  let pattern: String
  let meaning: Meaning
  /// The classes that the status and the codes leave open; where they say another one, they are right.
  let open: Set<EndpointFailure.Class>

  /// The first that begins one of the sentences, with the words that it found.
  static func first(
    in sentences: [String], of class: EndpointFailure.Class
  ) -> (meaning: Meaning, words: String)? {
    for known in all where known.open.contains(`class`) {
      for sentence in sentences {
        if let words = known.words(of: sentence) { return (known.meaning, words) }
      }
    }
    return nil
  }

  /// What the pattern covers of a sentence in lower case; nil where it does not begin it.
  func words(of sentence: String) -> String? {
    var rest = sentence.utf8[...]
    for byte in pattern.utf8 {
      switch byte {
      case UInt8(ascii: "#"): guard Self.drop(&rest, while: { (0x30...0x39).contains($0) }) else { return nil }
      case UInt8(ascii: "*"): guard Self.drop(&rest, while: { $0 != UInt8(ascii: " ") }) else { return nil }
      case UInt8(ascii: "$"): guard rest.isEmpty else { return nil }
      default: guard rest.popFirst() == byte else { return nil }
      }
    }
    return String(sentence[..<rest.startIndex])
  }

  private static func drop(_ rest: inout Substring.UTF8View, while isOne: (UInt8) -> Bool) -> Bool {
    let run = rest.prefix(while: isOne)
    rest = rest[run.endIndex...]
    return !run.isEmpty
  }
}

extension KnownSentence {
  private static let all = outputs + requests

  private static func table(
    _ patterns: [String], _ meaning: Meaning, _ open: Set<EndpointFailure.Class>
  ) -> [KnownSentence] {
    patterns.map { KnownSentence(pattern: $0, meaning: meaning, open: open) }
  }

  /// What a model wrote and its server could not parse. Requests are JSON that this program wrote, so a server that answers
  /// 5xx never means them; of 4xx only those count that the server gives for outputs.
  private static let outputs =
    table(
      [
        // llama.cpp, common/chat.cpp (ggml-org/llama.cpp#20532, #24644); its parser of 2026, e.g. `peg-native format`.
        "failed to parse input", "the model produced output that does not match the expected ",
        // llama.cpp, string_diff: what streams was parsed anew and no longer begins as before.
        "invalid diff: '",
        // llama.cpp, func_args_not_string: of a call that the model made a turn before; LM Studio
        // (lmstudio-ai/lmstudio-bug-tracker#942, #1528).
        "failed to parse tool call",
        // Ollama (fb30760): harmony/harmonyparser.go; model/parsers: qwen3coder.go, glm46.go, olmo3.go, laguna.go (#14834,
        // #16383). Its `failed to parse JSON` could be anybody's, and of anything.
        "error parsing tool call: ", "xml syntax error on line #: ", "expected element type <function> ",
        "expected element type <tool_call> ", "incomplete glm tool call: ", "mismatched arg_key and arg_value counts: ",
        "failed to parse function call ", "failed to parse laguna json tool call",
        // LiteLLM 1.110, measured: a call whose arguments are no object, on its way to Anthropic's API.
        "# validation error for anthropicresponsecontentblocktooluse ",
      ], .unparsable, [.server])
    + table(
      [
        // openai/harmony ec7606d, src/encoding.rs, by way of vLLM (vllm-project/vllm#23567) and others.
        "unexpected tokens remaining in message header: ", "unexpected token # while expecting start token ",
        "unexpected eos while waiting for message header ",
        "channel marker present but no channel value found in header",
        // vLLM, `tool_choice: required`: pydantic over the output (speakleash/bielik-tools#9), by the class that vLLM reads calls
        // into, or by its validator's name; over a request the same sentence names another one.
        "# validation error for list[functiondefinition]", "# validation errors for list[functiondefinition]",
        "# validation error for list[function-wrap[", "# validation errors for list[function-wrap[",
        // SGLang and LMDeploy, whose error has the sentence as its type.
        "failed to parse fc related info to json format",
        // Hugging Face's TGI, InferError::ToolError.
        "tool error: failed to parse generated text",
        // Amazon's Nova on Bedrock, ModelErrorException.
        "model produced invalid sequence as part of tooluse",
      ], .unparsable, [.server, .badRequest])

  /// What is wrong with a request, of those who answer 400 for everything; each leads to a class that is not scored.
  private static let requests =
    table(
      [
        // OpenAI (legacy), vLLM, DeepSeek, SGLang; OpenAI; vLLM.
        "this model's maximum context length is ", "your input exceeds the context window of this model",
        "the decoder prompt (length #) is longer than the maximum model length",
        // SGLang.
        "the input (# tokens) is longer than the model's context length",
        "requested token count exceeds the model's maximum context length",
        // Anthropic, Google, llama.cpp (old, new), Ollama (fb30760, llm/llama_server.go, server/routes.go).
        "prompt is too long", "the input token count ", "the request exceeds the available context size",
        "request (# tokens) exceeds the available context size",
        "the prompt is longer than the context length currently available",
        "the input length exceeds the context length",
        // Bedrock, Cohere, Mistral, xAI, Moonshot, LM Studio.
        "input is too long for requested model", "too many tokens: ", "prompt contains # tokens",
        "this model's maximum prompt length is ", "invalid request: your request exceeded model token limit",
        "trying to keep the first # tokens when context the overflows",
        // LiteLLM's own class for all of them.
        "litellm.contextwindowexceedederror: ",
      ], .failure(.contextLength), [.badRequest, .server])
    + table(
      [
        // OpenRouter, DeepSeek, LiteLLM (plain, and inside what Python prints of a dictionary).
        "* is not a valid model id", "model not exist$", "* invalid model name passed in model=",
        "{'error': '* invalid model name passed in model=",
      ], .failure(.modelNotFound), [.badRequest])
    // xAI answers 400; Google's compatible API gives no reason beside it.
    + table(["incorrect api key provided", "api key not valid. please pass "], .failure(.auth), [.badRequest])
    // Anthropic, for accounts that pay in advance.
    + table(["your credit balance is too low to access the anthropic api"], .failure(.quota), [.badRequest])
    // OpenAI behind a gateway that drops its code; Google's sentence for limits by the minute begins alike.
    + table(
      [
        "you exceeded your current quota, please check your plan and billing details. for more information on this error, "
          + "read the docs: https://platform.openai.com/"
      ], .failure(.quota), [.rateLimited])
    // OpenRouter, for models that are free so often a day.
    + table(["rate limit exceeded: free-models-per-day"], .failure(.quota), [.rateLimited])
    + table(
      [
        // Ollama; Groq; vLLM; OpenRouter (404); llama.cpp.
        "* does not support tools$", "`tool calling` is not supported with this model",
        "\"auto\" tool choice requires --enable-auto-tool-choice", "no endpoints found that support tool use",
        "tools param requires --jinja flag",
      ], .failure(.notShown), [.badRequest, .modelNotFound, .server])
}
