/// What work gives, or after a while the failure that it took too long.
func withDeadline<Value: Sendable>(
  _ limit: Duration, _ late: ToolListingFailure,
  _ work: @escaping @Sendable () async throws(ToolListingFailure) -> Value
) async throws(ToolListingFailure) -> Value {
  let result = await withTaskGroup(of: Result<Value, ToolListingFailure>.self) { group in
    group.addTask { await Result(work) }
    group.addTask {
      try? await Task.sleep(for: limit)
      return .failure(late)
    }
    let first = await group.next()
    group.cancelAll()
    return first ?? .failure(.wasCancelled)
  }
  return try result.get()
}

extension Result where Failure == ToolListingFailure {
  fileprivate init(_ work: () async throws(ToolListingFailure) -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
