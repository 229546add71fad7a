import EvalCore
import Foundation
import OrderedJSON

extension RunRecord {
  /// The record of a run that starts now.
  init(starting plan: Plan, of suite: Suite) {
    self.init(
      id: Self.newID(), suiteName: suite.name, suitePath: suite.path, startedAt: Date(), seed: plan.seed,
      repeats: plan.repeats,
      toolsightVersion: Toolsight.version, git: GitState.current(beside: suite.path),
      conditions: ContentDigest.sha256(Conditions(suite).json.canonical))
  }

  /// Twelve random hexadecimal digits: six are enough to name a run among thousands.
  private static func newID() -> String {
    String(format: "%012llx", UInt64.random(in: 0..<1 << 48))
  }
}

/// Everything that must be equal between two runs for their numbers to be compared.
private struct Conditions {
  let json: JSON

  init(_ suite: Suite) {
    let sampling = suite.sampling
    json = [
      "judge": .string(suite.judge.rawValue), "system": suite.system.map { .string($0) } ?? nil,
      "instructions": .bool(suite.usesInstructions), "driver": "api", "turns": .number(JSONNumber(suite.turns)),
      "temperature": sampling.temperature.map { .number($0) } ?? nil, "topP": sampling.topP.map { .number($0) } ?? nil,
      "maxOutputTokens": sampling.maxOutputTokens.map { .number(JSONNumber($0)) } ?? nil,
      "seed": sampling.seed.map { .number(JSONNumber($0)) } ?? nil,
      "toolChoice": sampling.toolChoice.map { .string($0) } ?? nil,
      "parallelCalls": sampling.parallelCalls.map { .bool($0) } ?? nil,
      "extra": .object(JSONObject(sampling.extra.map { ($0.key, .object($0.value)) })),
    ]
  }
}

extension RunRecord.GitState {
  /// The commit of the checkout that holds a file; nil outside of one or without git.
  static func current(beside file: String) -> RunRecord.GitState? {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    guard let commit = git(["rev-parse", "HEAD"], in: folder), !commit.isEmpty,
      let changes = git(["status", "--porcelain", "--untracked-files=no"], in: folder)
    else { return nil }
    return RunRecord.GitState(commit: commit, dirty: !changes.isEmpty)
  }

  private static func git(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
