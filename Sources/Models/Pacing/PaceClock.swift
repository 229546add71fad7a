package import EvalCore

/// The time that pacing goes by.
package typealias PaceClock = RunClock
