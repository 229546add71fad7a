import EvalCore
import Synchronization

/// The encoded tools of the catalogues that were asked last: encoding hundreds of tools for each trial would dwarf
/// everything else.
final class EncodedCatalogues: Sendable {
  private let dialect: any Dialect
  /// By catalogue key. Shared by all trials, hence the lock.
  private let known = Mutex<[String: EncodedTools]>([:])
  private static let most = 32

  init(_ dialect: any Dialect) { self.dialect = dialect }

  func tools(of catalogue: Catalogue) throws(EndpointFailure) -> EncodedTools {
    if let tools = known.withLock({ $0[catalogue.key] }) { return tools }
    let tools = try EncodedTools(catalogue.tools, dialect)
    known.withLock { known in
      if known.count >= Self.most { known.removeAll() }
      known[catalogue.key] = tools
    }
    return tools
  }
}

extension EncodedTools {
  init(_ tools: [Tool], _ dialect: any Dialect) throws(EndpointFailure) {
    try self.init(tools, dialect.limits, encode: dialect.encode)
  }
}
