import CurlHTTP
import Testing

/// Whether the claim came true within a generous time; for what another thread will do.
func becomesTrue(_ claim: () -> Bool) async -> Bool {
  for _ in 0..<2_000 {
    if claim() { return true }
    try? await Task.sleep(for: .milliseconds(10))
  }
  return claim()
}

/// The failure that the call threw, nil where it threw nothing.
func failure<Value>(of call: () async throws -> Value) async -> CurlFailure? {
  do {
    _ = try await call()
  } catch let failure as CurlFailure {
    return failure
  } catch {
    Issue.record("expected a CurlFailure, found \(error)")
  }
  return nil
}
