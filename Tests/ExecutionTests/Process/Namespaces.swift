import EvalCore
import Foundation

@testable import Execution

/// Whether this machine lets a process have namespaces of its own.
enum Namespaces {
  /// What can be tried here.
  static let isolations: [ProcessExecution.Isolation] = areAllowed ? [.namespaces, .weak] : [.weak]

  static let areAllowed: Bool = {
    guard let folder = try? OwnFolder() else { return false }
    defer { folder.remove() }
    let limits = SandboxLimits(memory: 256 << 20, seconds: 5)
    guard
      let sandbox = try? Sandbox(
        ["/bin/true"], environment: [:], folder: folder.path, limits: limits, isIsolated: true, onlyTries: true)
    else { return false }
    var bytes = [UInt8](repeating: 0, count: 8)
    _ = fcntl(sandbox.report, F_SETFL, 0)
    return read(sandbox.report, &bytes, 8) == 8 && Sandbox.Report(bytes) == .ended(code: 0)
  }()
}
