/// Cancels `body` after so many seconds, where there is a limit; it returns what it has then.
func withDeadline<Value: Sendable>(
  _ seconds: Double?, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  guard let seconds else { return try await body() }
  let work = Task { try await body() }
  let alarm = Task {
    try await Task.sleep(for: .seconds(seconds))
    work.cancel()
  }
  defer { alarm.cancel() }
  return try await withTaskCancellationHandler {
    try await work.value
  } onCancel: {
    work.cancel()
  }
}
