import ArgumentParser

/// Whether an open gate is good enough.
struct StrictOptions: ParsableArguments {
  @Flag(name: .customLong("strict"), help: "Exit 4 where the gate is inconclusive.")
  var isStrict = false
}
