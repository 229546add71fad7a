import LoopbackHTTP

/// The address on this machine to which a browser brings the answer of an authorization server (RFC 8252, section 7.3).
struct RedirectListener: Sendable {
  let uri: String
  private let server: LoopbackServer
  private let answers: AsyncStream<RedirectAnswer>
  private let end: AsyncStream<RedirectAnswer>.Continuation

  private static let path = "/callback"

  init() async throws(ToolListingFailure) {
    let (answers, continuation) = AsyncStream.makeStream(of: RedirectAnswer.self, bufferingPolicy: .bufferingOldest(16))
    do {
      server = try await LoopbackServer.start { request in
        guard request.method == "GET", request.path == Self.path else {
          return LoopbackResponse(status: 404, text: "expected \(Self.path)\n")
        }
        continuation.yield(RedirectAnswer(query: request.query ?? ""))
        return LoopbackResponse(text: "This page can be closed; the program goes on.\n")
      }
    } catch {
      throw .oauth("expected a port of this machine for the browser's answer, but \(error)")
    }
    self.answers = answers
    end = continuation
    uri = server.url + Self.path
  }

  /// The first answer to the request with this state; what else comes is passed over, since any page can send a browser here.
  func answer(state: String, within patience: Duration) async throws(ToolListingFailure) -> RedirectAnswer {
    let timer = Task {
      try? await Task.sleep(for: patience)
      end.finish()
    }
    defer { timer.cancel() }
    guard let answer = await answers.first(where: { $0.answers(state: state) }) else {
      throw ToolListingFailure(.timeout, "expected the browser to bring an answer within \(patience), found none")
    }
    return answer
  }

  func stop() async { await server.stop() }
}
