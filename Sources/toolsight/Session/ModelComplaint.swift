import EvalCore

/// Something that is wrong with a model.
enum ModelComplaint {
  case inFile(Diagnostic)
  case ofCommandLine(String, fix: String?)

  var isError: Bool {
    switch self {
    case .inFile(let diagnostic): diagnostic.severity == .error
    case .ofCommandLine: true
    }
  }

  var message: Message {
    switch self {
    case .inFile(let diagnostic): Message(diagnostic)
    case .ofCommandLine(let problem, let fix): Message(problem, fix: fix)
    }
  }
}
