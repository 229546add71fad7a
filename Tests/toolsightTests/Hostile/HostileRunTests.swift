import Foundation
import OrderedJSON
import Synchronization
import Testing

/// Whole runs against an endpoint that misbehaves in every way at once: no trial is lost, none is kept twice, each failure
/// has its class, and no key is written. `HOSTILE_TRIALS=10000 swift test --filter HostileRun` asks so many.
@Suite(.timeLimit(.minutes(10))) struct HostileRunTests {
  private static let key = "sk-hostile-7d2f90a1"
  private static let flaky = 10
  private static let cases = Misbehaviour.inRuns.count + flaky
  private static let repeats =
    max(1, (ProcessInfo.processInfo.environment["HOSTILE_TRIALS"].flatMap { Int($0) } ?? 600) / cases)

  private static let suite: String = {
    let prompts = Misbehaviour.inRuns.map(\.name) + (0..<flaky).map { "flaky \($0)" }
    let cases = prompts.enumerated().map { number, prompt in
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
  }()

  /// Acts as the prompt's name says; a flaky prompt gets an answer most of the time, else one failure or another.
  private static func act() -> HostileServer.Act {
    let byName = Dictionary(uniqueKeysWithValues: Misbehaviour.inRuns.map { ($0.name, $0) })
    let failing = Misbehaviour.inRuns.filter {
      if case .failure(let kind) = $0.result { kind != "timeout" && kind != "bad_request" } else { false }
    }
    // Shared by all connections, hence the lock.
    let dice = Dice(seed: 7)
    return { peer, request in
      let name = request.body.firstMatch(of: #/\[([^\]"]+)\] Find/#).map { String($0.1) } ?? ""
      if let one = byName[name] { return one.act(peer, request) }
      let roll = dice.roll(under: failing.count * 4)
      (failing.indices.contains(roll) ? failing[roll] : Misbehaviour.inRuns[0]).act(peer, request)
    }
  }

  private func program(in workplace: Workplace) throws -> Program {
    try SampleProject().write(to: workplace)
    try workplace.write(Self.suite, to: "hostile.yaml")
    return Program(workplace, environment: ["OPENAI_API_KEY": Self.key])
  }

  private func arguments(_ server: HostileServer, _ more: String...) -> [String] {
    [
      "run", "hostile.yaml", "--model", server.model, "--repeats", "\(Self.repeats)", "--timeout", "4", "--concurrency",
      "64",
    ]
      + more
  }

  @Test func everyTrialIsKeptOnceUnderItsClass() async throws {
    try await HostileServer.serving(Self.act()) { server in
      let workplace = try Workplace()
      let program = try program(in: workplace)
      let ended = try await program.run(arguments(server), limit: .seconds(500))
      #expect(ended.way == .code(3), "\(ended.errors.suffix(500))")
      try await expectAll(program)
      #expect(!(ended.output + ended.errors).contains(Self.key))
    }
  }

  /// What failed is asked again, and fails again.
  @Test func anInterruptedRunIsCompletedByResuming() async throws {
    try await HostileServer.serving(Self.act()) { server in
      let workplace = try Workplace()
      let program = try program(in: workplace)
      let ended = try await program.run(arguments(server), limit: .seconds(500)) { running in
        while server.count < 100 { try await Task.sleep(for: .milliseconds(10)) }
        running.send(SIGINT)
      }
      #expect(ended.way == .code(130), "\(ended.errors.suffix(500))")
      let kept = try trials(workplace, "reports/latest/report.json")
      #expect(kept.count < Self.cases * Self.repeats)
      #expect(Set(kept.map(\.place)).count == kept.count)
      let resumed = try await program.run(arguments(server, "--resume", "last"), limit: .seconds(500))
      #expect(resumed.way == .code(3), "\(resumed.errors.suffix(500))")
      try await expectAll(program)
    }
  }

  /// The report that the run wrote and the one that its history gives hold every trial of the plan once.
  private func expectAll(_ program: Program) async throws {
    let written = try trials(program.workplace, "reports/latest/report.json")
    expectAll(written)
    let again = try await program.run("report", "last", "--reports", "json", "--output", "again")
    #expect(again.way == .code(0), "\(again.errors.suffix(500))")
    let stored = try trials(program.workplace, "again/report.json")
    #expect(Set(stored) == Set(written))
    #expect(stored.count == written.count)
    #expect(program.workplace.files(holding: Self.key) == [])
  }

  private func expectAll(_ trials: [StoredTrial]) {
    let planned = (0..<Self.cases).flatMap { number in (1...Self.repeats).map { "c\(number) \($0)" } }
    #expect(trials.map(\.place).sorted() == planned.sorted())
    for trial in trials {
      guard Misbehaviour.inRuns.indices.contains(trial.number) else {
        #expect(trial.result == .outcome("correct") || trial.failureClass != nil, "\(trial)")
        continue
      }
      #expect(trial.result == Misbehaviour.inRuns[trial.number].result, "\(Misbehaviour.inRuns[trial.number].name)")
    }
    let flaky = trials.filter { !Misbehaviour.inRuns.indices.contains($0.number) }
    #expect(flaky.count { $0.result == .outcome("correct") } > flaky.count * 3 / 4)
  }

  private func trials(_ workplace: Workplace, _ file: String) throws -> [StoredTrial] {
    try (workplace.json(file)["trials"]?.arrayValue ?? []).map(StoredTrial.init)
  }
}

/// What a report says of one trial.
private struct StoredTrial: Hashable {
  let place: String
  let number: Int
  private let outcome: String
  let failureClass: String?

  init(_ trial: JSON) {
    let id = trial["case"]?.stringValue ?? "?"
    place = "\(id) \(trial["repeat"]?.numberValue?.intValue ?? 0)"
    number = Int(id.dropFirst()) ?? -1
    outcome = trial["outcome"]?.stringValue ?? "?"
    failureClass = trial.at("error/class")?.stringValue
  }

  var result: Misbehaviour.Result { failureClass.map { .failure($0) } ?? .outcome(outcome) }
}

/// Numbers that are the same in every run of the tests (SplitMix64, Steele, Lea and Flood 2014).
private final class Dice: Sendable {
  private let state: Mutex<UInt64>

  init(seed: UInt64) { state = Mutex(seed) }

  /// From 0 to `limit` - 1.
  func roll(under limit: Int) -> Int {
    let seed = state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      return state
    }
    var mixed = (seed ^ (seed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}
