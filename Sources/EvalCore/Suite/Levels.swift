/// The levels of every conclusion, each in one place, so that a plan, a verdict and a table cannot differ in them.
package enum Levels {
  /// Of every test that can fail the gate.
  package static let alpha = 0.05
  /// Of what explores case by case and tag by tag: the share of false finds that is tolerated (`method.md` 2.7).
  package static let falseDiscovery = 0.10
  /// Of the intervals that the gate reads: 5 % on either side.
  package static let gateInterval = 0.90
  /// Of the intervals that tables show, as a published claim is expected to have.
  package static let reportInterval = 0.95
}
