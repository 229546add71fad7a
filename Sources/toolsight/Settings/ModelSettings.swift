import Foundation
import Models

/// Which models are asked, and who may see a key.
struct ModelSettings {
  /// As `--model` names them; empty for those of the suite.
  var names: [String] = []
  /// Hosts that a file names and that may get the vendor's key.
  var trustedHosts: [String] = []

  var credentials: Credentials {
    Credentials(environment: ProcessInfo.processInfo.environment, trustedHosts: Set(trustedHosts))
  }
}

extension Credentials {
  /// What the environment holds, for no file's hosts.
  static let ofEnvironment = ModelSettings().credentials
}

extension Redactor {
  /// Takes the values of all keys that the environment holds out of whatever is stored or shown.
  static let ofEnvironment = Redactor(keys: Credentials.ofEnvironment.keys)
}
