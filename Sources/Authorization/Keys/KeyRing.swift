import Foundation

/// The keys of one issuer as they were last read. Where they have grown old, or a token names one that is not there, they
/// are read again, once for all who wait and never more often than the source allows.
///
/// An actor, because the tasks of all requests share the reading.
actor KeyRing {
  nonisolated let freshFor: TimeInterval

  private let source: KeySource
  private let read: VerificationKey.Reader
  private let now: @Sendable () -> Date
  private let log: @Sendable (String) -> Void
  private var held: KeySet?
  private var heldSince = Date.distantPast
  private var lastTried = Date.distantPast
  private var trouble = "it has not been read yet"
  private var reading: Task<Void, Never>?

  /// The pause while there are no keys at all, in seconds: nobody can call until there are.
  private static let pauseWithoutKeys: TimeInterval = 5

  init(
    _ source: KeySource, read: @escaping VerificationKey.Reader, now: @escaping @Sendable () -> Date,
    log: @escaping @Sendable (String) -> Void
  ) {
    self.source = source
    self.read = read
    self.now = now
    self.log = log
    freshFor = source.freshFor
  }

  func load() async throws(AuthorizationFailure) {
    await readAgain()
    guard held != nil else { throw .noKeys(source: source.name, trouble) }
  }

  /// - Returns: the keys that a token may be signed with; none where no key has its name and algorithm.
  func keys(for header: TokenHeader) async throws(AuthorizationRefusal) -> [VerificationKey] {
    if held == nil || !isWithin(source.freshFor, since: heldSince) { await readAgain() }
    var keys = fitting(header)
    if keys.isEmpty, held != nil {
      await readAgain()
      keys = fitting(header)
    }
    guard held != nil else { throw .unavailable("expected the keys of the issuer to check the token with, found none") }
    return keys
  }

  private func fitting(_ header: TokenHeader) -> [VerificationKey] { held?.keys.filter { $0.fits(header) } ?? [] }

  private func readAgain() async {
    if reading == nil {
      let pause = held == nil ? min(source.pause, Self.pauseWithoutKeys) : source.pause
      guard !isWithin(pause, since: lastTried) else { return }
      lastTried = now()
      reading = Task { await readNow() }
    }
    await reading?.value
  }

  private func readNow() async {
    do {
      held = try await KeySet(try await source.read(), read: read)
      heldSince = now()
    } catch {
      trouble = (error as? KeySet.Unreadable)?.reason ?? "reading it gave '\(error)'"
      log(
        "\(AuthorizationFailure.noKeys(source: source.name, trouble))"
          + (held == nil ? "" : ": the keys of before are used on"))
    }
    reading = nil
  }

  /// A clock that was set back makes nothing young.
  private func isWithin(_ seconds: TimeInterval, since moment: Date) -> Bool {
    let elapsed = now().timeIntervalSince(moment)
    return elapsed >= 0 && elapsed < seconds
  }
}
