import Foundation
import LoopbackHTTP
import Models
import OrderedJSON
import TestSupport
import Testing

/// The tests' own server takes what was recorded, and refuses it as soon as it breaks a rule of its API.
@Suite struct RequestReadingTests {
  /// Every request of the committed recording, as it was sent.
  private static func requests(_ provider: Provider) throws -> [(target: String, body: String)] {
    let file = ProjectRoot.folder.appending(path: "fixtures/recordings/providers/\(provider.name).jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let request = try JSON(parsing: String(line))["request"]
      return (request?["path"]?.stringValue ?? "", request?["body"]?.compact ?? "")
    }
  }

  /// - Returns: why the request is refused; nil where it is taken.
  private static func refusal(_ provider: Provider, _ target: String, _ body: String, key: String = "test-key")
    -> String?
  {
    let headers: LoopbackHeaders = [
      "Authorization": "Bearer \(key)", "x-api-key": key, "x-goog-api-key": key, "anthropic-version": "2023-06-01",
    ]
    do {
      let request = LoopbackRequest(method: "POST", target: target, headers: headers, body: Array(body.utf8))
      _ = try provider.reading.asked(request, (try? JSON(parsing: body)) ?? .null)
      return nil
    } catch { return error.message }
  }

  @Test(arguments: Provider.played) func takesWhatWasRecorded(provider: Provider) throws {
    let requests = try Self.requests(provider)
    #expect(requests.count == 22)
    for request in requests { #expect(Self.refusal(provider, request.target, request.body) == nil) }
  }

  @Test(arguments: Provider.played) func refusesCallsWithoutResults(provider: Provider) throws {
    let member = provider == .gemini ? "contents" : provider == .responses ? "input" : "messages"
    var refused = 0
    for (target, text) in try Self.requests(provider) {
      guard var body = try JSON(parsing: text).objectValue, let entries = body[member]?.arrayValue,
        let last = entries.last?.compact,
        last.contains("tool_call_id") || last.contains("tool_result")
          || last.contains("functionResponse") || last.contains("function_call_output")
      else { continue }
      body[member] = .array(entries.dropLast())
      #expect(Self.refusal(provider, target, JSON.object(body).compact) == "calls without results")
      refused += 1
    }
    #expect(refused > 0)
  }

  @Test(arguments: [Provider.responses, .anthropic, .gemini])
  func refusesWhatIsNotSignedAsItWas(provider: Provider) throws {
    let signed = try Self.requests(provider).filter { $0.body.contains(ProviderServer.signature) }
    #expect(signed.count >= 6)
    for (target, body) in signed {
      #expect(Self.refusal(provider, target, body.replacing(ProviderServer.signature, with: "other")) != nil)
    }
  }

  @Test(arguments: Provider.played) func refusesUnknownMembersAndOtherKeys(provider: Provider) throws {
    let (target, body) = try #require(try Self.requests(provider).first)
    #expect(Self.refusal(provider, target, "{\"vibes\":1," + body.dropFirst())?.contains("'vibes'") == true)
    if provider != .ollama { #expect(Self.refusal(provider, target, body, key: "other") == "no key") }
  }
}
