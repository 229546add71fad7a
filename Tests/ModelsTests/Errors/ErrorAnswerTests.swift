import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ErrorAnswerTests {
  private func answer(_ status: Int, _ body: String, to request: String = "") -> ErrorAnswer {
    ErrorAnswer(status: status, ErrorWords(Array(body.utf8), Redactor(keys: [:])))
      .resolve(askedWith: Array(request.utf8))
  }

  private func expect(_ answer: ErrorAnswer, _ expected: EndpointFailure.Class) {
    guard case .failure(let failure) = answer else {
      Testing.Issue.record("expected \(expected), found \(answer)")
      return
    }
    #expect(failure.class == expected)
  }

  @Test(
    arguments: [
      (400, #"{"error":{"message":"bad tools"}}"#, .badRequest), (405, "{}", .badRequest),
      (422, #"{"detail":[{"msg":"field required"}]}"#, .badRequest),
      (401, "{}", .auth), (402, "{}", .quota), (403, "{}", .auth), (404, "{}", .modelNotFound), (408, "{}", .timeout),
      (413, "{}", .contextLength), (429, "{}", .rateLimited),
      (500, "{}", .server), (500, "failed to parse grammar", .server), (502, "<html>", .server), (504, "", .server),
      (599, "{}", .server), (503, "{}", .overloaded), (529, "{}", .overloaded),
      (200, #"{"error":{"code":502,"message":"provider"}}"#, .server),
      (200, #"{"error":{"code":429,"message":"slow down"}}"#, .rateLimited),
      (200, #"{"error":{"code":"401","message":"x"}}"#, .auth),
      (200, #"{"error":{"code":99999999999999999999,"message":"x"}}"#, .server),
    ] as [(Int, String, EndpointFailure.Class)])
  func theStatusSaysWhatAnErrorIs(status: Int, body: String, expected: EndpointFailure.Class) {
    expect(answer(status, body), expected)
  }

  @Test(
    arguments: [
      (400, #"{"error":{"message":"too long","code":"context_length_exceeded"}}"#, .contextLength),
      (400, #"{"error":{"message":"x","type":"exceed_context_size_error","code":400}}"#, .contextLength),
      (400, #"[{"error":{"code":400,"message":"x","details":[{"reason":"API_KEY_INVALID"}]}}]"#, .auth),
      (
        400, #"{"error":{"message":"The requested model 'm' does not exist.","code":"model_not_found"}}"#,
        .modelNotFound
      ),
      (400, #"{"error":{"message":"x","code":"Arrearage"}}"#, .quota),
      (400, #"{"error":{"message":"x","code":"billing_hard_limit_reached"}}"#, .quota),
      (400, #"{"error":{"message":"x","code":"invalid_prompt"}}"#, .badRequest),
      (403, #"{"error":{"message":"no access","code":"model_not_found"}}"#, .modelNotFound),
      (403, #"{"error":{"message":"no","type":"billing_error"}}"#, .quota),
      (429, #"{"error":{"message":"no","code":"insufficient_quota"}}"#, .quota),
      (429, #"{"error":{"message":"no","type":"insufficient_quota","code":null}}"#, .quota),
      (429, #"{"error":{"message":"no","type":"exceeded_current_quota_error"}}"#, .quota),
      (429, #"{"error":{"message":"Account is not active","code":"billing_not_active"}}"#, .quota),
      (
        429,
        #"{"error":{"status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]}]}}"#,
        .quota
      ),
      (
        429,
        #"{"error":{"status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerMinutePerProject"}]}]}}"#,
        .rateLimited
      ),
      (429, #"{"error":{"message":"RPM: Limit 3","code":"rate_limit_exceeded"}}"#, .rateLimited),
      (200, #"{"error":{"type":"invalid_api_key","message":"x"}}"#, .auth),
      (200, #"{"error":{"type":"insufficient_quota","message":"x"}}"#, .quota),
      (200, #"{"error":{"type":"rate_limit_error","message":"x"}}"#, .rateLimited),
      (200, #"{"error":{"type":"overloaded_error","message":"x"}}"#, .overloaded),
      (200, #"{"error":{"type":"invalid_request_error","message":"x"}}"#, .badRequest),
      (200, #"{"error":{"type":"not_found_error","message":"x"}}"#, .modelNotFound),
      // OpenRouter's own fields, and those of the provider whose error it gives as it came.
      (
        400, #"{"error":{"message":"x","code":400,"metadata":{"error_type":"context_length_exceeded"}}}"#,
        .contextLength
      ),
      (429, #"{"error":{"message":"x","metadata":{"raw":"{\"error\":{\"code\":\"insufficient_quota\"}}"}}}"#, .quota),
      (
        400, #"{"error":{"message":"x","metadata":{"raw":{"error":{"code":"context_length_exceeded"}}}}}"#,
        .contextLength
      ),
      // LiteLLM puts the provider's body into its sentence.
      (
        400,
        #"{"error":{"message":"litellm.BadRequestError: OpenAIException - {\"error\":{\"message\":\"x\",\"code\":\"context_length_exceeded\"}}. Received Model Group=o\nAvailable Model Group Fallbacks=None","code":"400"}}"#,
        .contextLength
      ),
    ] as [(Int, String, EndpointFailure.Class)])
  func aDocumentedCodeSaysWhichOfThem(status: Int, body: String, expected: EndpointFailure.Class) {
    expect(answer(status, body), expected)
  }

  /// Sentences of servers that have no code for it, from their first character.
  @Test(
    arguments: [
      (400, #"{"error":{"message":"the request exceeds the available context size","code":400}}"#, .contextLength),
      (
        400, #"{"error":{"message":"request (9000 tokens) exceeds the available context size (8192 tokens)"}}"#,
        .contextLength
      ),
      (400, #"{"error":{"message":"This model's maximum context length is 8192 tokens. However, …"}}"#, .contextLength),
      (
        400, #"{"error":{"message":"x","metadata":{"raw":"This model's maximum context length is 8192 tokens"}}}"#,
        .contextLength
      ),
      (
        400,
        #"{"error":{"message":"litellm.ContextWindowExceededError: litellm.BadRequestError: AnthropicError - b'{\"type\": \"error\", \"error\": {\"type\": \"invalid_request_error\", \"message\": \"prompt is too long: 250000 tokens > 200000 maximum\"}}'\nmodel=a. fallbacks=None.","code":"400"}}"#,
        .contextLength
      ),
      (
        400,
        #"{"error":{"message":"litellm.BadRequestError: OpenAIException - Your input exceeds the context window of this model.\n\nLiteLLM: model group 'o' failed"}}"#,
        .contextLength
      ),
      (400, #"{"error":{"message":"Incorrect API key provided: x"}}"#, .auth),
      (400, #"{"error":{"message":"API key not valid. Please pass a valid API key."}}"#, .auth),
      (400, #"{"error":{"message":"Your credit balance is too low to access the Anthropic API. Please …"}}"#, .quota),
      (429, #"{"error":{"message":"Rate limit exceeded: free-models-per-day. Add credits"}}"#, .quota),
      (
        429,
        #"{"error":{"message":"litellm.RateLimitError: RateLimitError: OpenAIException - You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.","type":"throttling_error","code":"429"}}"#,
        .quota
      ),
      (
        429,
        #"{"error":{"message":"You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits."}}"#,
        .rateLimited
      ),
      (400, #"{"error":{"message":"No connected db.","type":"no_db_connection","code":"400"}}"#, .auth),
      (400, #"{"error":{"message":"a/b is not a valid model ID","code":400}}"#, .modelNotFound),
      (400, #"{"error":{"message":"Model Not Exist","code":"invalid_request_error"}}"#, .modelNotFound),
      (
        400, #"{"error":{"message":"/chat/completions: Invalid model name passed in model=any. Call `/v1/models`"}}"#,
        .modelNotFound
      ),
      (
        400, #"{"error":{"message":"{'error': '/chat/completions: Invalid model name passed in model=any'}"}}"#,
        .modelNotFound
      ),
      (400, #"{"error":{"message":"`tool calling` is not supported with this model"}}"#, .notShown),
      (400, #"{"error":"registry.ollama.ai/library/gemma:2b does not support tools"}"#, .notShown),
      (
        400, #"{"message":"\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser"}"#, .notShown
      ),
      (404, #"{"error":{"message":"No endpoints found that support tool use.","code":404}}"#, .notShown),
      (500, #"{"error":{"code":500,"message":"tools param requires --jinja flag"}}"#, .notShown),
    ] as [(Int, String, EndpointFailure.Class)])
  func aServersOwnSentenceSaysItWhereNoFieldDoes(status: Int, body: String, expected: EndpointFailure.Class) {
    expect(answer(status, body), expected)
  }

  /// The same words elsewhere: in quotes, further on, in a page, or as a tool's, a model's or the prompt's.
  @Test(
    arguments: [
      // Of a request, in the words and fields that others have for outputs.
      (422, #"{"detail":"2 validation errors for list[Tool]\n0.name field required"}"#, .badRequest),
      (400, #"{"detail":"1 validation error for list[ChatCompletionToolsParam]"}"#, .badRequest),
      (
        400, #"{"error":{"message":"tools.0: too long","type":"invalid_request_error","failed_generation":""}}"#,
        .badRequest
      ),
      (403, #"{"error":{"message":"x","code":"tool_use_failed","failed_generation":"<tool"}}"#, .auth),
      (422, #"{"error":{"message":"x","failed_generation":"<tool"}}"#, .badRequest),
      (429, #"{"error":{"message":"x","code":"json_validate_failed"}}"#, .rateLimited),
      (
        400,
        #"{"error":{"message":"Invalid schema for function 'list_flagged_posts': array schema missing items.","code":"invalid_function_parameters"}}"#,
        .badRequest
      ),
      (
        400,
        #"{"error":{"message":"Invalid schema for function 'set_policy': property 'content_policy' has no type"}}"#,
        .badRequest
      ),
      (
        400,
        #"{"error":{"message":"Unsupported parameter 'content_filter' for this model","type":"invalid_request_error"}}"#,
        .badRequest
      ),
      (400, #"{"error":{"message":"triggered the content management policy"}}"#, .badRequest),
      (
        400, #"{"error":{"message":"Output blocked by content filtering policy","type":"invalid_request_error"}}"#,
        .badRequest
      ),
      (
        400,
        #"{"error":{"message":"litellm.ContentPolicyViolationError: OpenAIException - {\"error\":{\"code\":\"content_filter\"}}","code":"400"}}"#,
        .badRequest
      ),
      (403, #"{"error":{"message":"Your account has been flagged for review.","code":"account_flagged"}}"#, .auth),
      (403, #"{"error":{"code":403,"message":"Your input was flagged"}}"#, .auth),
      (403, #"{"error":{"message":"Insufficient credits"}}"#, .auth),
      (403, "<html><title>Content policy: moderation</title>", .auth),
      (400, #"{"error":{"message":"model 'gpt-4-moderation' does not support JSON mode"}}"#, .badRequest),
      (
        400, #"{"error":{"message":"invalid request: \"insufficient_quota\"","type":"invalid_request_error"}}"#,
        .badRequest
      ),
      (400, #"{"error":{"message":"invalid tool 'invalid_api_key': context length must be a number"}}"#, .badRequest),
      (400, #"{"error":{"message":"Invalid 'tools[0].description': 'says unknown model'"}}"#, .badRequest),
      (400, #"{"error":{"message":"This model does not support tool_choice"}}"#, .badRequest),
      (400, #"{"error":{"message":"tool 'x y' does not support tools"}}"#, .badRequest),
      (429, #"{"error":{"message":"requests to 'set_hours_perday': insufficient_quota"}}"#, .rateLimited),
      (200, #"{"error":{"message":"content_policy violation"}}"#, .server),
      (200, #"{"error":"maximum context length is 8"}"#, .server),
      (400, #"{"error":{"message":"x","details":[{"reason":"content_filter"}]}}"#, .badRequest),
      (500, #"{"error":{"message":"x","details":[{"reason":"tool_use_failed"}]}}"#, .server),
      (500, #"{"error":{"message":"flagged by moderation","code":"content_filter"}}"#, .server),
      (500, #"{"error":{"message":"cannot route: 'failed to parse input'"}}"#, .server),
      (500, "<html><title>Failed to parse input</title>", .server),
      (502, "could not parse the response of the upstream server", .server),
      (400, #"{"error":{"message":"could not parse the JSON body"}}"#, .badRequest),
      (
        400, #"{"error":{"message":"Failed to parse input: expected an object","type":"invalid_request_error"}}"#,
        .badRequest
      ),
      (500, #"{"error":{"message":"Failed to parse grammar","code":500}}"#, .server),
      (500, #"{"error":"failed to parse JSON: unexpected end of JSON input"}"#, .server),
      (500, #"{"error":"expected element type <Error> but have <html>"}"#, .server),
      (400, #"{"error":{"message":"Unknown role: developer"}}"#, .badRequest),
      (500, #"{"error":{"message":"parse error in tools","code":500}}"#, .server),
    ] as [(Int, String, EndpointFailure.Class)])
  func wordsAnywhereElseDecideNothing(status: Int, body: String, expected: EndpointFailure.Class) {
    expect(answer(status, body), expected)
  }

  @Test(
    arguments: [
      (500, "Failed to parse input at pos 3", .server), (400, "prompt is too long", .badRequest),
      (400, "a/b is not a valid model ID", .badRequest),
      (400, "\"auto\" tool choice requires --enable-auto-tool-choice", .badRequest),
    ] as [(Int, String, EndpointFailure.Class)])
  func whatTheRequestSaysItselfIsNobodysSentence(status: Int, said: String, expected: EndpointFailure.Class) {
    let request = JSON.object(["messages": [["content": .string("Why does it say: \(said), please?")]]]).compact
    let body = JSON.object(["error": ["message": .string(said)]]).compact
    expect(answer(status, body, to: request), expected)
    if case .failure(let failure) = answer(status, body), failure.class == expected {
      Testing.Issue.record("expected another class where the request does not say it, found \(failure)")
    }
  }

  @Test(arguments: [
    (400, #"{"error":{"code":"content_filter","message":"The response was filtered"}}"#),
    (400, #"{"error":{"type":"content_filter","message":"high risk"}}"#),
    (400, #"{"error":{"code":"400","message":"x","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#),
    (
      400,
      #"{"error":{"code":"400","message":"litellm.ContentPolicyViolationError: x","provider_specific_fields":{"innererror":{"code":"ResponsibleAIPolicyViolation"}}}}"#
    ),
    (400, #"{"error":{"code":"data_inspection_failed","message":"x"}}"#),
    (403, #"{"error":{"type":"invalid_request_error","code":"misalignment_policy_violation","message":"x"}}"#),
    (200, #"{"error":{"code":"bio_policy","message":"x"}}"#),
    (400, #"{"code":"DataInspectionFailed","message":"x"}"#),
    (403, #"{"error":{"code":403,"message":"x","metadata":{"reasons":["violence"],"flagged_input":"a…b"}}}"#),
    (403, #"{"error":{"code":403,"message":"x","metadata":{"error_type":"refusal"}}}"#),
    (
      400,
      #"{"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"code\":\"content_filter\"}}"}}}"#
    ),
    (200, #"{"error":{"code":403,"message":"x","metadata":{"error_type":"content_policy_violation"}}}"#),
  ])
  func onlyAFiltersOwnFieldIsARefusal(status: Int, body: String) {
    guard case .refused = answer(status, body) else {
      Testing.Issue.record("expected a refusal, found \(answer(status, body))")
      return
    }
  }

  @Test(arguments: [
    // llama.cpp, old and new.
    (500, #"{"error":{"code":500,"message":"Failed to parse input at pos 12: <tool_call>","type":"server_error"}}"#),
    (
      500,
      #"{"error":{"code":500,"message":"The model produced output that does not match the expected peg-native format"}}"#
    ),
    (500, #"{"error":{"code":500,"message":"Invalid diff: '{\"a' not found at start of '{\"b'"}}"#),
    (200, #"{"error":{"code":500,"message":"Failed to parse input at pos 12"}}"#),
    // LM Studio, plain and around llama.cpp.
    (500, #"{"error":"Failed to parse tool call: Unexpected end of content."}"#),
    (
      500,
      #"{"error":{"message":"Engine protocol predict stream returned an error: {\"code\":500,\n \"message\":\"The model produced output that does not match the expected peg-native format\"}"}}"#
    ),
    // Ollama.
    (500, #"{"error":"error parsing tool call: raw='ls', err=invalid character 'l'"}"#),
    (
      500,
      #"{"error":{"message":"XML syntax error on line 7: element <parameter> closed by </function>","type":"api_error"}}"#
    ),
    (500, #"{"error":"expected element type <tool_call> but have <function>"}"#),
    (500, #"{"error":"incomplete GLM tool call: empty function name"}"#),
    (200, #"{"error":"error parsing tool call: raw='x', err=invalid character 'x'"}"#),
    // vLLM, gpt-oss's harmony and a forced choice.
    (500, #"{"error":{"message":"unexpected tokens remaining in message header: Some(\"to=x\")","code":500}}"#),
    (400, #"{"error":{"message":"Unexpected token 12606 while expecting start token 200006","code":400}}"#),
    (
      400,
      #"{"object":"error","message":"1 validation error for list[function-wrap[__log_extra_fields__()]]\n  Invalid JSON"}"#
    ),
    // SGLang, Groq, TGI, Bedrock.
    (400, #"{"object":"error","message":"400","type":"Failed to parse fc related info to json format!","code":400}"#),
    (400, #"{"error":{"message":"Failed to call a function","code":"tool_use_failed"}}"#),
    (400, #"{"error":{"message":"Parsing failed.","code":"output_parse_failed","failed_generation":""}}"#),
    (400, #"{"error":{"message":"Failed to generate JSON","code":"json_validate_failed"}}"#),
    (200, #"{"error":{"message":"Failed to call a function","code":"tool_use_failed","status_code":400}}"#),
    (422, #"{"error":"Tool error: Failed to parse generated text: EOF","error_type":"tool_error"}"#),
    (424, #"{"message":"Model produced invalid sequence as part of ToolUse. Please refer to the guide."}"#),
    // Behind OpenRouter and LiteLLM.
    (
      500,
      #"{"error":{"message":"litellm.InternalServerError: AnthropicException - {\"error\":{\"message\":\"Failed to parse input at pos 3\"}}. Handle with `litellm.InternalServerError`.","code":"500"}}"#
    ),
    (
      400,
      #"{"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"code\":\"tool_use_failed\"}}","provider_name":"Groq"}}}"#
    ),
    (
      500,
      #"{"error":{"message":"litellm.InternalServerError: InternalServerError: OpenAIException - Failed to parse input at pos 3\n\nLiteLLM: model group 'o' failed with the error above.","code":"500"}}"#
    ),
    (
      500,
      #"{"error":{"message":"litellm.InternalServerError: Hosted_vllmException - {\"error\":{\"message\":\"Failed to parse input at pos 3\"}}","code":"500"}}"#
    ),
    (
      400,
      #"{"error":{"message":"litellm.BadRequestError: GroqException - {\"error\":{\"message\":\"x\",\"code\":\"tool_use_failed\",\"failed_generation\":\"<f>\"}}\n. Received Model Group=g\nAvailable Model Group Fallbacks=None","code":"400"}}"#
    ),
    (
      500,
      #"{"error":{"message":"1 validation error for AnthropicResponseContentBlockToolUse\ninput\n  Input should be a valid dictionary"}}"#
    ),
  ])
  func takesAnUnparsableOutputForTheModelsMistake(status: Int, body: String) {
    guard case .unparsable = answer(status, body) else {
      Testing.Issue.record("expected an unparsable output, found \(answer(status, body))")
      return
    }
  }

  @Test(arguments: [
    (
      #"{"error":{"message":"litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect key"}}"#,
      "OpenAI"
    ),
    (#"{"error":{"message":"No auth","code":401,"metadata":{"provider_name":"Together"}}}"#, "Together"),
    (#"{"error":{"message":"Authentication Error, Invalid proxy server token passed"}}"#, nil),
  ])
  func namesWhoRefusedBehindAGateway(body: String, provider: String?) {
    #expect(answer(401, body).failure(status: 401).upstream == provider)
  }

  @Test func namesWhereARedirectWouldHaveGone() {
    guard case .failure(let failure) = ErrorAnswer(redirect: 308, to: "https://other.example/v1?key=secret") else {
      Testing.Issue.record("expected a failure")
      return
    }
    #expect(failure.class == .badRequest)
    #expect(failure.status == 308)
    #expect(
      failure.message == "the endpoint redirects to 'https://other.example/v1', and redirects are not followed: "
        + "give the final URL (no redirect)")
  }
}
