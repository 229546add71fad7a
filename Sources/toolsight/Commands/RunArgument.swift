import ArgumentParser

/// How the commands that take a stored run name it.
enum RunArgument {
  static let forms = "an id, at least 6 digits of one, last, last~N, @BASELINE, or an export file"
  static let help = ArgumentHelp("A run: \(forms).", valueName: "run")
}
