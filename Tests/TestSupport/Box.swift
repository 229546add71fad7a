import Synchronization

/// Keeps what concurrent closures of a test hand in.
package final class Box<Value: Sendable>: Sendable {
  private let held: Mutex<Value>

  package init(_ value: Value) { held = Mutex(value) }

  package var value: Value { held.withLock { $0 } }

  @discardableResult
  package func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
    held.withLock { value in
      var copy = value
      defer { value = copy }
      return change(&copy)
    }
  }
}
