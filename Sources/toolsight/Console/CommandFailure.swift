import EvalCore

/// A failure that the operator mends: what went wrong, and which exit code says so.
struct CommandFailure: Error {
  let exit: Exit
  let messages: [Message]

  init(_ exit: Exit, _ messages: [Message]) {
    self.exit = exit
    self.messages = messages
  }

  init(_ exit: Exit, _ text: String, fix: String? = nil) { self.init(exit, [Message(text, fix: fix)]) }
}

/// Turns what is wrong with a file into exit 2.
func orWrongInput<Value>(_ read: () throws(Diagnostics) -> Value) throws -> Value {
  do {
    return try read()
  } catch {
    throw CommandFailure(.wrongInput, error.all.map(Message.init))
  }
}
