extension Result where Failure == any Error {
  /// What `body` gave or threw, for whoever has something to close before it goes on.
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
