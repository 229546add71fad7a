import Foundation

/// The back-and-forth between the model and the embedded server inside one trial.
package struct Conversation: Sendable {
  private let trial: Trial
  private let prompt: TrialPrompt
  private let model: any LanguageModel
  private let host: any ToolHost

  package init(trial: Trial, prompt: TrialPrompt, model: any LanguageModel, host: any ToolHost) {
    self.trial = trial
    self.prompt = prompt
    self.model = model
    self.host = host
  }

  /// Holds the conversation to its end; a failure on the way is part of the transcript, with what came before it.
  package func run() async -> Transcript {
    let clock = ContinuousClock()
    let start = clock.now
    var transcript = Transcript(trial: trial, startedAt: Date())
    do throws(EndpointFailure) {
      try await hold(into: &transcript)
    } catch {
      transcript.stopped = .failure
      transcript.failure = error
    }
    transcript.durationMilliseconds = (clock.now - start) / .milliseconds(1)
    return transcript
  }

  private func hold(into transcript: inout Transcript) async throws(EndpointFailure) {
    let catalogue = try await onServer { () async throws(ToolHostFailure) in try await host.catalogue(for: trial) }
    var entries = prompt.opening
    for words in prompt.prompts {
      entries.append(.user(words))
      transcript.stopped = .turns
      for _ in 0..<prompt.turns {
        let answer = try await model.answer(request(entries, turn: transcript.turns.count + 1, catalogue))
        transcript.turns.append(Turn(answer: answer))
        guard !answer.calls.isEmpty else {
          transcript.stopped = .answer
          entries.append(.assistant(text: answer.text, calls: [], opaque: answer.opaque))
          break
        }
        let replies = try await replies(to: answer.calls)
        transcript.turns[transcript.turns.count - 1].results = replies
        entries.append(.assistant(text: answer.text, calls: answer.calls, opaque: answer.opaque))
        entries += zip(answer.calls, replies).map { .result(callID: $0.id, tool: $0.name, reply: $1) }
      }
    }
  }

  private func request(_ entries: [ConversationEntry], turn: Int, _ catalogue: Catalogue) -> ModelRequest {
    ModelRequest(
      trial: trial, turn: turn, conversation: entries, catalogue: catalogue, sampling: prompt.sampling,
      toolChoice: prompt.toolChoice, names: prompt.names)
  }

  /// One after the other, so that faults and canned results meet the calls in the model's order.
  private func replies(to calls: [ModelCall]) async throws(EndpointFailure) -> [ToolReply] {
    var replies: [ToolReply] = []
    for call in calls {
      replies.append(
        try await onServer { () async throws(ToolHostFailure) in try await host.reply(to: call, in: trial) })
    }
    return replies
  }

  private func onServer<Value>(
    _ ask: () async throws(ToolHostFailure) -> Value
  ) async throws(EndpointFailure) -> Value {
    do {
      return try await ask()
    } catch {
      throw EndpointFailure(.connection, message: "embedded MCP server: \(error.message)")
    }
  }
}
