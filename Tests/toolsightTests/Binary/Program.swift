import Foundation

/// The built `toolsight`, started in a workplace as a user would start it.
struct Program {
  /// Beside the bundle of the running tests, where the package manager puts both.
  static let path: String = {
    let bundle = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent().appending(path: "toolsight").path
  }()

  let workplace: Workplace
  /// Beside a bare minimum: no variable of whoever runs the tests reaches the program.
  var environment: [String: String] = [:]

  /// Of the workplace, where it is started; empty for the workplace itself.
  var folder = ""

  init(_ workplace: Workplace, environment: [String: String] = [:], folder: String = "") {
    self.workplace = workplace
    self.environment = environment
    self.folder = folder
  }

  /// How a program ended and what it printed.
  struct Ended: Sendable {
    enum Way: Equatable {
      case code(Int32), signal(Int32)
      /// It had to be killed, because its time was over.
      case late
    }

    let way: Way
    let output: String
    let errors: String

    /// Nil where a signal ended it.
    var code: Int32? { if case .code(let code) = way { code } else { nil } }
  }

  /// - Parameter limit: after this it is killed.
  func run(_ arguments: String..., limit: Duration = .seconds(90)) async throws -> Ended {
    try await run(arguments, limit: limit)
  }

  /// - Parameter body: meets the running program; whatever it does, the program has ended afterwards.
  func run(
    _ arguments: [String], to output: RunningProgram.Output = .file, limit: Duration = .seconds(90),
    _ body: (RunningProgram) async throws -> Void = { _ in }
  ) async throws -> Ended {
    await Slots.shared.take()
    defer { Task { await Slots.shared.give() } }
    let running = try RunningProgram(Self.path, arguments, in: workplace, folder, environment: whole, to: output)
    do {
      try await body(running)
      return await running.end(within: limit)
    } catch {
      running.send(SIGKILL)
      _ = await running.end(within: limit)
      throw error
    }
  }

  private var whole: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["PATH": path, "HOME": workplace.path, "LANG": "C.UTF-8"].merging(environment) { $1 }
  }
}
