import EvalCore

/// The failures that no endpoint causes, each in the class that stops as much as it must.
extension EndpointFailure {
  /// Asked once; other trials may be recorded.
  static func notRecorded(_ message: String) -> EndpointFailure { EndpointFailure(.notRecorded, message: message) }

  /// Every other trial would be refused, too.
  static func budgetSpent(_ message: String) -> EndpointFailure { EndpointFailure(.budget, message: message) }

  static func offline(host: String) -> EndpointFailure {
    EndpointFailure(
      .offline,
      message: "--offline: '\(host)' is not this machine, so it was not asked: replay a recording with --replay FILE, "
        + "or leave --offline out")
  }
}
