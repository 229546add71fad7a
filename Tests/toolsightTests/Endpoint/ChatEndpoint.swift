import Foundation
import LoopbackHTTP
import OrderedJSON
import Synchronization

/// An OpenAI-compatible endpoint on loopback that counts what it is asked and answers what a test wants.
final class ChatEndpoint: Sendable {
  typealias Answer = @Sendable (ChatQuestion) async -> LoopbackResponse

  /// Written by the server's tasks, read by the test; hence the lock.
  private final class Log: Sendable {
    let questions = Mutex<[ChatQuestion]>([])
  }

  private let server: LoopbackServer
  private let log: Log

  /// Serves for as long as `body` runs.
  static func serving<Value>(_ answer: @escaping Answer, _ body: (ChatEndpoint) async throws -> Value) async throws
    -> Value
  {
    let log = Log()
    let server = try await LoopbackServer.start { request in
      let question = log.questions.withLock { questions in
        let question = ChatQuestion(request, number: questions.count + 1)
        questions.append(question)
        return question
      }
      return await answer(question)
    }
    do {
      let value = try await body(ChatEndpoint(server, log))
      await server.stop()
      return value
    } catch {
      await server.stop()
      throw error
    }
  }

  private init(_ server: LoopbackServer, _ log: Log) {
    self.server = server
    self.log = log
  }

  /// As a model reference: `openai:any@http://127.0.0.1:PORT/v1`.
  var model: String { "openai:any@\(server.url)/v1" }
  var url: String { "\(server.url)/v1" }

  var questions: [ChatQuestion] { log.questions.withLock(\.self) }
  var count: Int { questions.count }

  /// Returns once so many questions have come.
  ///
  /// - Throws: where they do not come in time.
  func reaches(_ count: Int, within limit: Duration = .seconds(60)) async throws {
    let deadline = ContinuousClock.now + limit
    while self.count < count {
      guard ContinuousClock.now < deadline else { throw TooFewQuestions(found: self.count, wanted: count) }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  struct TooFewQuestions: Error {
    let found: Int
    let wanted: Int
  }
}

/// One request as the endpoint saw it.
struct ChatQuestion: Sendable {
  /// From 1, in the order of arrival.
  let number: Int
  let authorization: String?
  let body: JSON

  init(_ request: LoopbackRequest, number: Int) {
    self.number = number
    authorization = request.headers["Authorization"]
    body = (try? JSON(parsing: request.body)) ?? .null
  }

  /// The last thing that the user said.
  var prompt: String {
    let messages = body["messages"]?.arrayValue ?? []
    return messages.last { $0["role"] == "user" }?["content"]?.stringValue ?? ""
  }
}
