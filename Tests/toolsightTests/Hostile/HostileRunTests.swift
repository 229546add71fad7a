import EvalCore
import Foundation
import Models
import OrderedJSON
import Reports
import Testing

/// Whole runs of all providers against an endpoint that misbehaves in every way at once: no trial is lost, none is kept
/// twice, each failure has its class, and no key is written. Each misbehaviour is met once by each provider, unless
/// `HOSTILE_TRIALS=10000 swift test --filter HostileRun` asks for about so many trials.
///
/// No second of the real clock decides anything: where nothing else is said, limits are too long to be met by a machine
/// however busy, and who waits in vain waits as long as the machine likes.
@Suite(.timeLimit(.minutes(10))) struct HostileRunTests {
  private static let key = "sk-hostile-7d2f90a1"
  private static let variables = ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "OLLAMA_API_KEY"]
  private static let providers = Provider.played
  private static let flaky = 10
  static let silence = "silence"
  private static let repertoires = Dictionary(
    uniqueKeysWithValues: providers.map { provider in
      (provider, Dictionary(uniqueKeysWithValues: Repertoire(provider).inRuns.map { ($0.name, $0) }))
    })
  /// Of every provider; one that has no words for a misbehaviour gives its right answer.
  private static let names = Set(repertoires.values.flatMap(\.keys)).sorted()
  private static let prompts = names + (0..<flaky).map { "flaky \($0)" }
  private static let repeats =
    max(1, (ProcessInfo.processInfo.environment["HOSTILE_TRIALS"].flatMap { Int($0) } ?? 0) / planned)
  /// In each repeat.
  private static let planned = prompts.count * providers.count

  /// - Parameter left: a prompt that is left out.
  private static func suite(without left: String? = nil) -> String {
    let cases = prompts.enumerated().filter { $1 != left }.map { number, prompt in
      """
        - id: c\(number)
          prompt: "[\(prompt)] Find issues about the login page."
          expect: {search: {query: {~contains: login}}}

      """
    }
    return """
      schema: toolsight/suite/v1
      name: hostile
      tools: tools.json
      variants: [{name: today}]
      cases:

      """ + cases.joined()
  }

  /// Acts as the prompt's name says, in the words of whoever is asked; a flaky prompt gets an answer most of the time, else
  /// one failure or another.
  private static func act() -> HostileServer.Act {
    let failing = repertoires.mapValues { repertoire in
      repertoire.values.filter { one in
        if case .failure(let kind) = one.result { kind != "timeout" && kind != "bad_request" } else { false }
      }.sorted { $0.name < $1.name }
    }
    // Shared by all connections, hence the lock.
    let dice = Dice(seed: 7)
    return { peer, request in
      guard let provider = request.provider, let failing = failing[provider] else { return peer.end() }
      let name = request.body.firstMatch(of: #/\[([^\]"]+)\] Find/#).map { String($0.1) } ?? ""
      if let one = misbehaviour(name, of: provider) { return one.act(peer, request) }
      let roll = dice.roll(under: failing.count * 4)
      (failing.indices.contains(roll) ? failing[roll] : misbehaviour("plain", of: provider))?.act(peer, request)
    }
  }

  /// Nil for a flaky prompt.
  private static func misbehaviour(_ name: String, of provider: Provider) -> Misbehaviour? {
    names.contains(name) ? repertoires[provider]?[name] ?? repertoires[provider]?["plain"] : nil
  }

  @Test func everyTrialIsKeptOnceUnderItsClass() async throws {
    let workplace = try Workplace()
    try SampleProject().write(to: workplace)
    try workplace.write(Self.suite(), to: "hostile.yaml")
    try await HostileServer.serving(Self.act()) { server in
      let road = HostileRoad(key: Self.key, repeats: Self.repeats)
      let run = try await road.run("hostile.yaml", in: workplace, asking: Self.providers, at: server.url)
      let report = try JSON(parsing: ReportFormat.json.bytes(Evaluation(run)))
      expectAll(Self.trials(report), Self.prompts)
      #expect(!report.compact.contains(Self.key))
    }
  }

  /// By the program: what failed is asked again, and fails again; the report that the run wrote and the one that its history
  /// gives hold every trial of the plan once.
  @Test func anInterruptedRunIsCompletedByResuming() async throws {
    try await HostileServer.serving(Self.act()) { server in
      let workplace = try Workplace()
      try SampleProject().write(to: workplace)
      // Nobody waits in vain here, for the program's clock is the machine's.
      try workplace.write(Self.suite(without: Self.silence), to: "hostile.yaml")
      let program = Program(
        workplace, environment: Dictionary(uniqueKeysWithValues: Self.variables.map { ($0, Self.key) }))
      let ended = try await program.run(arguments(server), limit: .seconds(500)) { running in
        while server.count < 100 { try await Task.sleep(for: .milliseconds(10)) }
        running.send(SIGINT)
      }
      #expect(ended.way == .code(130), "\(ended.errors.suffix(500))")
      let kept = Self.trials(try workplace.json("reports/latest/report.json"))
      #expect(kept.count < Self.planned * Self.repeats)
      #expect(Set(kept.map(\.place)).count == kept.count)
      let resumed = try await program.run(arguments(server, "--resume", "last"), limit: .seconds(500))
      #expect(resumed.way == .code(3), "\(resumed.errors.suffix(500))")
      #expect(!(resumed.output + resumed.errors).contains(Self.key))
      try await expectAll(program, Self.prompts.filter { $0 != Self.silence })
    }
  }

  private func arguments(_ server: HostileServer, _ more: String...) -> [String] {
    ["run", "hostile.yaml", "--repeats", "\(Self.repeats)", "--timeout", "400", "--trial-timeout", "4000"]
      + ["--concurrency", "64"] + Self.providers.flatMap { ["--model", $0.model(at: server.url)] } + more
  }

  private func expectAll(_ program: Program, _ prompts: [String]) async throws {
    let written = Self.trials(try program.workplace.json("reports/latest/report.json"))
    expectAll(written, prompts)
    let again = try await program.run("report", "last", "--reports", "json", "--output", "again")
    #expect(again.way == .code(0), "\(again.errors.suffix(500))")
    let stored = Self.trials(try program.workplace.json("again/report.json"))
    #expect(Set(stored) == Set(written))
    #expect(stored.count == written.count)
    #expect(program.workplace.files(holding: Self.key) == [])
  }

  private func expectAll(_ trials: [StoredTrial], _ prompts: [String]) {
    let numbers = Self.prompts.indices.filter { prompts.contains(Self.prompts[$0]) }
    let planned = Self.providers.flatMap { provider in
      numbers.flatMap { number in (1...Self.repeats).map { "\(provider.name) c\(number) \($0)" } }
    }
    #expect(trials.map(\.place).sorted() == planned.sorted())
    for trial in trials {
      let misbehaviour = Provider(named: trial.provider).flatMap {
        Self.misbehaviour(Self.prompts[trial.number], of: $0)
      }
      if let misbehaviour {
        #expect(trial.result == misbehaviour.result, "\(trial.provider): \(misbehaviour.name)")
      } else {
        #expect(trial.result == .outcome("correct") || trial.failureClass != nil, "\(trial)")
      }
    }
    let flaky = trials.filter { $0.number >= Self.names.count }
    #expect(flaky.count { $0.result == .outcome("correct") } > flaky.count * 3 / 4)
  }

  private static func trials(_ report: JSON) -> [StoredTrial] {
    (report["trials"]?.arrayValue ?? []).map(StoredTrial.init)
  }
}

/// What a report says of one trial.
private struct StoredTrial: Hashable {
  let place: String
  let provider: String
  let number: Int
  private let outcome: String
  let failureClass: String?

  init(_ trial: JSON) {
    let id = trial["case"]?.stringValue ?? "?"
    provider = String((trial["model"]?.stringValue ?? "?").prefix { $0 != ":" })
    place = "\(provider) \(id) \(trial["repeat"]?.numberValue?.intValue ?? 0)"
    number = Int(id.dropFirst()) ?? 0
    outcome = trial["outcome"]?.stringValue ?? "?"
    failureClass = trial.at("error/class")?.stringValue
  }

  var result: Misbehaviour.Result { failureClass.map { .failure($0) } ?? .outcome(outcome) }
}
