import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import Execution

/// One at a time: without namespaces a program that forks as much as it can takes the processes of all others of its user.
@Suite(.serialized)
struct ProcessTests {}

extension ProcessTests {
  /// Programs of a few lines, which `sh` reads; the product itself uses no shell.
  @Suite(.timeLimit(.minutes(2)))
  struct ProcessRunTests {
    typealias Isolation = ProcessExecution.Isolation

    private static func process(
      _ script: String, _ isolation: Isolation, timeout: Duration = .seconds(20), memory: Int = 256 << 20
    ) -> ToolExecution.Kind {
      var process = ProcessExecution(command: [.text("sh"), .text("-c"), .text(script)])
      (process.isolation, process.timeout, process.memory) = (isolation, timeout, memory)
      return .process(process)
    }

    private static func process(_ command: CommandWord...) -> ToolExecution.Kind {
      var process = ProcessExecution(command: command)
      process.isolation = Namespaces.isolations[0]
      return .process(process)
    }

    private func run(
      _ script: String, _ isolation: Isolation = Namespaces.isolations[0], _ arguments: JSONObject = [:],
      timeout: Duration = .seconds(20), memory: Int = 256 << 20
    ) async throws -> ExecutionOutcome {
      try await Sample().run(Self.process(script, isolation, timeout: timeout, memory: memory), arguments)
    }

    @Test(arguments: Namespaces.isolations)
    func givesTheArgumentsAndTakesTheOutput(_ isolation: Isolation) async throws {
      let outcome = try await run("cat; echo; echo done", isolation, ["n": 1.50, "text": "é\n"])
      #expect(outcome.text == "{\"n\":1.5,\"text\":\"é\\n\"}\ndone" && !outcome.isError)
    }

    @Test(arguments: Namespaces.isolations)
    func givesNothingButAPath(_ isolation: Isolation) async throws {
      #expect(
        try await run("export -p; echo; pwd; ls -A; ls -l /proc/self/fd | wc -l", isolation).text
          .contains("SECRET") == false)
      let outcome = try await run("tr '\\0' '\\n' < /proc/self/environ; set -- /proc/self/fd/*; echo $#", isolation)
      #expect(outcome.text == "PATH=/usr/bin:/bin\n4" || outcome.text == "PATH=/usr/bin:/bin\n3", "\(outcome.text)")
    }

    @Test(arguments: Namespaces.isolations)
    func hasAFolderOfItsOwnThatIsGoneAfterwards(_ isolation: Isolation) async throws {
      let outcome = try await run("mkdir a; echo x > a/b; chmod 0 a; pwd", isolation)
      #expect(outcome.text.contains("/toolsight-") && !FileManager.default.fileExists(atPath: outcome.text))
    }

    @Test(.enabled(if: Namespaces.areAllowed, "needs user namespaces")) func writesNowhereElse() async throws {
      let sample = try Sample()
      chmod(sample.folder.path, 0o777)
      let outcome = await sample.run(
        Self.process("echo x > '\(sample.folder.path)/x' || echo refused; echo x > here && cat here", .namespaces))
      #expect(outcome.text == "refused\nx")
      #expect(try sample.folder.files == [])
    }

    @Test(arguments: Namespaces.isolations)
    func saysHowItFailed(_ isolation: Isolation) async throws {
      let outcome = try await run("echo half; echo 'no such issue' >&2; exit 3", isolation)
      #expect(outcome.isError)
      #expect(
        outcome.text
          == "This tool failed: its program ended with exit code 3; its last words were 'no such issue'. "
          + "Trying again helps only with other arguments.")
      #expect(try await run("kill -SEGV $$", isolation).text.contains("was ended by signal 11"))
    }

    @Test func isStructuredWhereItWritesJSON() async throws {
      let outcome = try await Sample().run(
        Self.process("echo '{\"a\": 1}'", Namespaces.isolations[0]), hasOutputSchema: true)
      #expect(outcome.result["structuredContent"] == ["a": 1] && outcome.text == "{\"a\": 1}")
    }

    @Test func endsWithItsTask() async throws {
      let sample = try Sample()
      let mark = Mark()
      let task = Task { await sample.run(Self.process("sleep \(mark.seconds)", Namespaces.isolations[0])) }
      while !mark.isRunning { await Task.yield() }
      task.cancel()
      #expect(await task.value.text.contains("was given up"))
      #expect(!mark.isRunning)
    }

    @Test func takesAProgramOfTheProject() async throws {
      let sample = try Sample()
      chmod(sample.folder.path, 0o755)
      try sample.folder.write("#!/bin/sh\necho \"$0\" | sed 's/.*\\///'; cat \"$1\"\n".utf8, to: "tools/run")
      try sample.folder.write("data".utf8, to: "data.txt")
      chmod(sample.folder.file("tools/run"), 0o755)
      let kind = Self.process(.file("tools/run"), .file("data.txt"))
      #expect(await sample.run(kind).text == "run\ndata")
      #expect(await sample.problems(kind) == [])
      #expect(
        await sample.problems(Self.process(.file("../is-not-there")))
          == ["suite.yaml:1:1: error: the file '../is-not-there' does not exist"])
      try FileManager.default.createSymbolicLink(atPath: sample.folder.file("out"), withDestinationPath: "/bin/sh")
      #expect(
        await sample.problems(Self.process(.file("out")))[0].contains("outside the project"))
    }

    @Test func saysBeforeARunWhatCannotBeStarted() async throws {
      let sample = try Sample()
      #expect(await sample.problems(Self.process("exit 1", Namespaces.isolations[0])) == [])
      #expect(
        await sample.problems(Self.process(.text("no-such-program"))) == [
          """
          suite.yaml:1:1: error: there is no program 'no-such-program' in PATH
            fix: install it, or write the path of a file as seen from this one: ./no-such-program
          """
        ])
      try sample.folder.write("text".utf8, to: "plain")
      let problems = await sample.problems(Self.process(.file("plain")))
      #expect(problems.count == 1 && problems[0].contains("expected a program that can be started"))
      let outcome = await sample.run(Self.process(.text("no-such-program")))
      #expect(outcome.isError && outcome.text.hasSuffix("Trying again will not help."))
    }

    @Test func saysThatTheSystemAllowsNoNamespaces() {
      let words = ProcessWords(process: ProcessExecution(command: [.text("x")]))
      let problem = words.problem(.namespaces, ENOSPC, program: "/bin/x")
      #expect(problem.message.contains("expected namespaces to isolate '~process' in"))
      #expect(problem.fix?.contains("isolation: weak") == true)
    }
  }
}
