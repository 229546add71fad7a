import Foundation
import LoopbackHTTP
import OrderedJSON
import Synchronization
import Testing

/// Who meets a wrong key, an empty account or a broken network is told what happened, where, and what to type.
@Suite struct AdviceTests {
  private static let key = "sk-test-7d1e0a55c2b9"

  private func workplace(_ project: SampleProject = SampleProject(repeats: 5)) throws -> Workplace {
    let workplace = try Workplace()
    try project.write(to: workplace)
    return workplace
  }

  @Test(
    arguments: [
      ("openai", "OPENAI_API_KEY"), ("openai-responses", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY"),
      ("gemini", "GOOGLE_API_KEY"), ("gemini", "GEMINI_API_KEY"), ("ollama", "OLLAMA_API_KEY"),
    ])
  func aRefusedKeyIsNamedByItsVariable(provider: String, variable: String) async throws {
    try await ChatEndpoint.serving({ _ in .refusing(401, "who are you?") }) { endpoint in
      let workplace = try workplace()
      let program = Program(workplace, environment: [variable: Self.key])
      let model = "\(provider):any@\(endpoint.url)"
      let ran = try await program.run("run", "tracker.yaml", "--model", model, "--concurrency", "2")
      let tried = try await program.run("models", "test", model)
      for ended in [ran, tried] {
        #expect(ended.way == .code(3))
        #expect(ended.errors.contains("auth (HTTP 401) from '\(model)': who are you?"), "\(ended.errors)")
        #expect(ended.errors.contains("fix: set \(variable) to a key that 127.0.0.1 accepts"), "\(ended.errors)")
      }
      #expect(endpoint.count == 3)
      #expect(workplace.files(holding: Self.key) == [])
    }
  }

  @Test(arguments: [
    (["OPENAI_API_KEY": key], true, "allow it with --trust-endpoint 127.0.0.1"),
    ([:], true, "no key was sent: set OPENAI_API_KEY"), ([:], false, "no key was sent: set OPENAI_API_KEY"),
  ])
  func aKeyThatWasNotSentIsSaidToBeMissing(keys: [String: String], isInFile: Bool, fix: String) async throws {
    try await ChatEndpoint.serving({ _ in .refusing(401, "no key") }) { endpoint in
      let project = SampleProject(models: isInFile ? "[\"\(endpoint.model)\"]" : "[lexical]")
      let options = isInFile ? [] : ["--model", endpoint.model]
      let ended = try await Program(workplace(project), environment: keys).run(["run", project.file] + options)
      #expect(ended.way == .code(3))
      #expect(ended.errors.contains(fix), "\(ended.errors)")
    }
  }

  /// The command that is printed holds the options of the run, without which it could not go on.
  @Test func theCommandThatIsPrintedGoesOn() async throws {
    let isPaid = Mutex(false)
    let answer: ChatEndpoint.Answer = { question in
      question.number <= 10 || isPaid.withLock(\.self)
        ? question.rightAnswer : .refusing(402, "Insufficient Balance")
    }
    try await ChatEndpoint.serving(answer) { endpoint in
      let program = try Program(workplace())
      let stopped = try await program.run(
        "run", "tracker.yaml", "--model", endpoint.model, "--repeats", "6", "--variant", "today", "--concurrency", "1")
      #expect(stopped.way == .code(3))
      #expect(stopped.errors.contains("stopped: quota (HTTP 402)"), "\(stopped.errors)")
      // Three questions of four have to say so of a model that has answered.
      let stoppedAt = endpoint.count
      #expect((13...17).contains(stoppedAt))
      let said = try #require(stopped.errors.firstMatch(of: #/10 of 24 trials are kept; resume with: toolsight (.*)/#))
      isPaid.withLock { $0 = true }
      let resumed = try await program.run(said.1.split(separator: " ").map(String.init))
      #expect(resumed.way == .code(0), "\(resumed.errors)")
      #expect(resumed.errors.contains("10 of 24 trials are kept"))
      #expect(endpoint.count == stoppedAt + 14)
      let again = try #require(stopped.errors.firstMatch(of: #/--resume [0-9a-f]+/#)).0
      #expect(said.1.hasSuffix(again) && said.1.matches(of: #/--resume/#).count == 1)
    }
  }

  @Test func whatIsMissingIsExplained() async throws {
    try await ChatEndpoint.serving({ $0.number % 2 == 0 ? .refusing(400, "too odd") : $0.rightAnswer }) { endpoint in
      let ended = try await Program(workplace()).run(
        "run", "tracker.yaml", "--model", endpoint.model, "--concurrency", "1")
      #expect(ended.way == .code(3))
      #expect(
        ended.errors.contains("20 of 20 failures: bad_request (HTTP 400) from '\(endpoint.model)': too odd"),
        "\(ended.errors)")
      #expect(ended.errors.contains("20 of 40 trials are kept; resume with: toolsight run tracker.yaml --model"))
    }
  }

  /// While nothing is answered, the line that comes every ten seconds says for how long.
  @Test func silenceIsShown() async throws {
    let dam = Dam(after: 0)
    let answer: ChatEndpoint.Answer = { question in
      await dam.pass()
      return question.rightAnswer
    }
    try await ChatEndpoint.serving(answer) { endpoint in
      let arguments = ["run", "tracker.yaml", "--model", endpoint.model]
      let ended = try await Program(workplace()).run(arguments) { _ in
        try await endpoint.reaches(1)
        try await Task.sleep(for: .seconds(13))
        dam.open()
      }
      #expect(ended.way == .code(0))
      #expect(ended.errors.contains("0/40 trials · no answer for"))
    }
  }
}
