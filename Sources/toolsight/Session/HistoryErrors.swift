import EvalCore
import History

/// Turns a history that cannot be read into exit 3, and a reference that names nothing into exit 2.
func orWrongReference<Value>(_ read: () throws(HistoryFailure) -> Value) throws -> Value {
  do {
    return try read()
  } catch {
    throw CommandFailure(error)
  }
}

extension CommandFailure {
  init(_ failure: HistoryFailure) {
    self.init(failure.code.concernsTheRequest ? .wrongInput : .couldNotMeasure, [Message(failure)])
  }
}

extension Message {
  init(_ failure: HistoryFailure) { self.init(failure.message, fix: failure.fix) }
}
