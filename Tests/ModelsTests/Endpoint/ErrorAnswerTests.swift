import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ErrorAnswerTests {
  private func answer(_ status: Int, _ body: String) -> ErrorAnswer {
    ErrorAnswer(status: status, ErrorWords(Array(body.utf8), Redactor(keys: [:])))
  }

  @Test(
    arguments: [
      (400, #"{"error":{"message":"bad tools"}}"#, .badRequest),
      (400, #"{"error":{"message":"too long","code":"context_length_exceeded"}}"#, .contextLength),
      (400, #"{"error":{"message":"the request exceeds the available context size","code":400}}"#, .contextLength),
      (400, #"{"error":{"message":"Incorrect API key provided"}}"#, .auth),
      (400, #"[{"error":{"code":400,"message":"API key not valid","status":"INVALID_ARGUMENT"}}]"#, .auth),
      (400, #"{"error":{"message":"failed to parse grammar","code":400}}"#, .badRequest),
      (400, #"{"error":{"message":"could not parse the JSON body"}}"#, .badRequest),
      (400, #"{"error":{"message":"`tool calling` is not supported with this model"}}"#, .notShown),
      (
        400, #"{"message":"\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser"}"#, .notShown
      ),
      (404, #"{"error":{"message":"No endpoints found that support tool use.","code":404}}"#, .notShown),
      (500, #"{"error":{"code":500,"message":"tools param requires --jinja flag"}}"#, .notShown),
      (400, #"{"error":{"message":"Your credit balance is too low"}}"#, .quota),
      (400, #"{"error":{"message":"This model does not support tool_choice"}}"#, .badRequest),
      (401, "{}", .auth), (402, "{}", .quota), (403, "{}", .auth), (404, "{}", .modelNotFound),
      (
        403, #"{"error":{"message":"Project `p` does not have access to model `m`","code":"model_not_found"}}"#,
        .modelNotFound
      ),
      (403, #"{"error":{"message":"Insufficient credits"}}"#, .quota),
      (
        400, #"{"error":{"message":"The requested model 'm' does not exist.","code":"model_not_found"}}"#,
        .modelNotFound
      ),
      (400, #"{"error":{"message":"a/b is not a valid model ID","code":400}}"#, .modelNotFound),
      (400, #"{"error":{"message":"Model Not Exist","code":"invalid_request_error"}}"#, .modelNotFound),
      (400, #"{"error":{"message":"model 'm' does not support JSON mode"}}"#, .badRequest),
      (429, #"{"error":{"message":"Rate limit exceeded: free-models-per-day. Add credits"}}"#, .quota),
      (429, #"{"error":{"message":"requests per min (RPM): Limit 3","code":"rate_limit_exceeded"}}"#, .rateLimited),
      // What is quoted are a tool's own words.
      (400, #"{"error":{"message":"Invalid schema for function 'set_hours_perday': bad type"}}"#, .badRequest),
      (400, #"{"error":{"message":"Invalid 'tools[0].description': 'says unknown model'"}}"#, .badRequest),
      (405, "{}", .badRequest),
      (408, "{}", .timeout), (413, "{}", .contextLength), (422, #"{"detail":[{"msg":"field required"}]}"#, .badRequest),
      (429, "{}", .rateLimited),
      (
        429, #"{"error":{"message":"check your plan and billing details","status":"RESOURCE_EXHAUSTED"}}"#, .rateLimited
      ),
      (429, #"{"error":{"message":"no","code":"insufficient_quota"}}"#, .quota),
      (429, #"{"error":{"message":"no","type":"insufficient_quota","code":null}}"#, .quota),
      (500, "{}", .server), (500, "failed to parse grammar", .server), (502, "<html>", .server),
      (503, "{}", .overloaded),
      (504, "", .server), (529, "{}", .overloaded), (599, "{}", .server),
      (200, #"{"error":{"code":502,"message":"provider"}}"#, .server),
      (200, #"{"error":{"code":429,"message":"slow down"}}"#, .rateLimited),
      (200, #"{"error":{"code":"401","message":"x"}}"#, .server),
      (200, #"{"error":{"code":99999999999999999999,"message":"x"}}"#, .server),
      (200, #"{"error":{"type":"invalid_api_key","message":"x"}}"#, .auth),
      (200, #"{"error":{"type":"insufficient_quota","message":"x"}}"#, .quota),
      (200, #"{"error":"rate limit reached"}"#, .rateLimited),
      (200, #"{"error":{"type":"overloaded_error","message":"x"}}"#, .overloaded),
      (200, #"{"error":{"type":"invalid_request_error","message":"x"}}"#, .badRequest),
      (200, #"{"error":{"message":"maximum context length is 8"}}"#, .contextLength),
    ] as [(Int, String, EndpointFailure.Class)])
  func givesEachErrorOneClass(status: Int, body: String, expected: EndpointFailure.Class) throws {
    guard case .failure(let failure) = answer(status, body) else {
      Testing.Issue.record("expected a failure")
      return
    }
    #expect(failure.class == expected)
  }

  @Test(arguments: [
    (400, #"{"error":{"code":"content_filter","message":"The response was filtered"}}"#),
    (400, #"{"error":{"message":"triggered the content management policy"}}"#),
    (403, #"{"error":{"code":403,"message":"Your input was flagged"}}"#),
    (200, #"{"error":{"code":403,"message":"requires moderation"}}"#),
    (200, #"{"error":{"message":"content_policy violation"}}"#),
  ])
  func takesAFilteredAnswerForTheModelsOutcome(status: Int, body: String) {
    guard case .refused = answer(status, body) else {
      Testing.Issue.record("expected a refusal, found \(answer(status, body))")
      return
    }
  }

  @Test(arguments: [
    (500, #"{"error":{"code":500,"message":"Failed to parse input at pos 12: <tool_call>","type":"server_error"}}"#),
    (500, #"{"error":"error parsing tool call: raw='ls', err=invalid character 'l'"}"#),
    (502, "could not parse the model's output"),
    (400, #"{"error":{"message":"Failed to call a function","code":"tool_use_failed"}}"#),
    (200, #"{"error":{"message":"Failed to call a function","code":"tool_use_failed","status_code":400}}"#),
  ])
  func takesAnUnparsableOutputForTheModelsMistake(status: Int, body: String) {
    guard case .unparsable = answer(status, body) else {
      Testing.Issue.record("expected an unparsable output, found \(answer(status, body))")
      return
    }
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
        + "give the URL that answers itself")
  }
}
