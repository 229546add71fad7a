import CurlHTTP
import EvalCore
import Synchronization

@testable import Models

/// Answers every request with a short text in a provider's words and these headers, and keeps what it was asked.
final class AnsweringExchange: Exchange {
  private let text: String
  private let headers: [(name: String, value: String)]
  private let asked = Mutex<[[UInt8]]>([])

  var bodies: [[UInt8]] { asked.withLock { $0 } }

  init(_ provider: Provider, headers: [(name: String, value: String)] = []) {
    text =
      switch provider {
      case .openAI: #"{"choices":[{"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}]}"#
      case .responses:
        #"{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"hi"}]}]}"#
      case .anthropic: #"{"type":"message","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn"}"#
      case .gemini: #"{"candidates":[{"content":{"parts":[{"text":"hi"}]},"finishReason":"STOP"}]}"#
      case .ollama: #"{"message":{"role":"assistant","content":"hi"},"done":true,"done_reason":"stop"}"#
      }
    self.headers = [("Content-Type", "application/json")] + headers
  }

  func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    asked.withLock { $0.append(request.wire.body ?? []) }
    return ExchangeResponse(status: 200, headers: headers, body: Array(text.utf8), milliseconds: 1)
  }
}
