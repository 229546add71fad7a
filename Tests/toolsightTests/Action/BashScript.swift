import Foundation

/// A script of the action, started as a step of a workflow would start it, with as much of GitHub as fits into variables.
struct BashScript {
  let workplace: Workplace
  private let environment: [String: String]

  init(_ workplace: Workplace, environment: [String: String] = [:]) {
    self.workplace = workplace
    self.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": workplace.path, "LANG": "C.UTF-8",
    ].merging(environment) { $1 }
  }

  /// In the workplace's folder.
  func run(_ arguments: String...) async throws -> Program.Ended {
    await Slots.shared.take()
    defer { Task { await Slots.shared.give() } }
    let running = try RunningProgram("bash", arguments, in: workplace, environment: environment, to: .file)
    return await running.end(within: .seconds(90))
  }
}
