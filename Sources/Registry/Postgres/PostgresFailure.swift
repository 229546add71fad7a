extension RegistryFailure {
  /// What an error of a server means.
  ///
  /// - Parameters:
  ///   - code: five letters and digits (SQLSTATE).
  ///   - url: as messages show it.
  static func postgres(code: String, _ message: String, at url: String) -> RegistryFailure {
    switch code {
    case "57014":
      RegistryFailure(
        .timedOut, "the registry '\(url)' did not answer in time: \(message)", fix: "wait until other writers end")
    case "25006":
      RegistryFailure(
        .readOnly, "expected to write to the registry '\(url)', found a server that only reads: \(message)",
        fix: "add target_session_attrs=read-write to the URL, and name the other hosts in it")
    case "42501":
      RegistryFailure(
        .readOnly, "the registry '\(url)' allows this user too little: \(message)",
        fix: "GRANT CREATE ON DATABASE for the first use, and after it USAGE, SELECT, INSERT, UPDATE and DELETE in the"
          + " schema \(RegistrySchema.name)")
    case "57P01", "57P02", "57P03", "08000", "08003", "08006":
      RegistryFailure(
        .connectionLost, "the connection to '\(url)' was lost: \(message)", fix: "check that the server runs")
    default:
      RegistryFailure(.database, "cannot use the registry '\(url)': \(message)", fix: "check the server's log")
    }
  }
}
