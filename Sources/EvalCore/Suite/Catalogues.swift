import OrderedJSON
import Synchronization

/// The lists of tools of one run, each compiled once for the server that serves it, the host that reads it over the wire, and the
/// judge, who judges with what came over the wire.
///
/// A class because all of these share it, from any thread.
package final class Catalogues: Sendable {
  private struct State {
    var compiled: [String: Catalogue] = [:]
    var shown: [Shown: Catalogue] = [:]
  }

  private struct Shown: Hashable {
    let variant: String
    let caseID: String?
  }

  private let state = Mutex(State())

  package init() {}

  /// The list compiled, now or before: equal to the last byte is the same list.
  package func catalogue(of tools: [Tool]) -> Catalogue {
    let key = ContentDigest.sha256(JSON.array(tools.map { .object($0.json) }).utf8Bytes)
    if let known = state.withLock({ $0.compiled[key] }) { return known }
    let made = Catalogue(tools: tools, key: key)
    state.withLock { $0.compiled[key] = made }
    return made
  }

  /// Keeps what the models were shown of a variant.
  ///
  /// - Parameter caseID: of a case that has a list of its own; nil for all others.
  package func keep(_ catalogue: Catalogue, shownBy variant: String, caseID: String?) {
    state.withLock { $0.shown[Shown(variant: variant, caseID: caseID)] = catalogue }
  }

  /// What the models were shown; nil where nothing was read in this process, as of a stored run.
  func shown(by variant: String, caseID: String?) -> Catalogue? {
    state.withLock { $0.shown[Shown(variant: variant, caseID: caseID)] }
  }
}
