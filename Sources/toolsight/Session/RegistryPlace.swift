import EvalCore
import Foundation
import Registry
import SuiteFiles

/// Where the registry is that a command means.
struct RegistryPlace {
  let address: RegistryAddress

  static let usualFile = "registry.sqlite"
  static let variable = "TOOLSIGHT_REGISTRY"

  /// - Parameters:
  ///   - named: as `--registry` names it; nil for what the environment says, else the project's own.
  ///   - project: the one that the command is typed in, or that a suite belongs to.
  init(_ named: String? = nil, in project: ProjectFolder = ProjectFolder()) {
    let variable = ProcessInfo.processInfo.environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
    address = RegistryAddress(named ?? variable ?? project.shownPath(of: Self.usualFile))
  }

  /// Opens the registry for what `body` does, and closes it.
  ///
  /// - Parameter creates: whether a file that is not there is made.
  func open<Value>(
    creates: Bool = false, _ console: Console, _ body: (Registry) throws(RegistryFailure) -> Value
  ) throws(RegistryFailure) -> Value {
    let registry = try Registry.open(address, creates: creates) { console.remark("warning: \($0)") }
    defer { registry.close() }
    return try body(registry)
  }

  /// The same for a command, which ends where the registry cannot be used or what was asked for is not in it.
  func use<Value>(
    creates: Bool = false, _ console: Console, _ body: (Registry) throws(RegistryFailure) -> Value
  ) throws -> Value {
    do {
      return try open(creates: creates, console, body)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  init(_ failure: RegistryFailure) {
    self.init(
      failure.code.concernsTheRequest ? .wrongInput : .couldNotMeasure, failure.message, fix: failure.fixOrChoice)
  }
}

extension RegistryFailure {
  /// What to do, or what was probably meant.
  var fixOrChoice: String? {
    guard let choice, !choice.known.isEmpty else { return fix }
    return Suggestion.fix(for: choice.word, among: choice.known)
      ?? "choose from \(choice.known.prefix(30).joined(separator: ", "))"
  }
}
