import Synchronization

/// Keeps what concurrent closures of a test hand in.
final class Box<Value: Sendable>: Sendable {
  private let held: Mutex<Value>

  init(_ value: Value) { held = Mutex(value) }

  var value: Value { held.withLock { $0 } }

  @discardableResult
  func update<Result: Sendable>(_ change: @Sendable (inout Value) -> Result) -> Result {
    held.withLock { value in
      var copy = value
      defer { value = copy }
      return change(&copy)
    }
  }
}
