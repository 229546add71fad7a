import EvalCore
import OrderedJSON
import Synchronization

/// A list of tools as URLs serve it, prepared once and shared by every trial that sees the same list.
final class ServedTools: Sendable {
  let catalogue: Catalogue
  /// Digests of the definitions, by name.
  let versions: [String: String]
  /// Of the tools that have any, by name.
  let headerParameters: [String: [HeaderParameter]]

  private let pageSize: Int?
  /// Written by whichever request asks first, hence the lock.
  private let pages = Mutex<[Page: [UInt8]]>([:])

  private struct Page: Hashable {
    let revision: Revision
    let start: Int
  }

  /// - Parameter pageSize: tools in one answer to `tools/list`, at least 1; nil for all.
  init(_ tools: [Tool], pageSize: Int?, _ catalogues: Catalogues = Catalogues()) {
    catalogue = catalogues.catalogue(of: tools)
    versions = Dictionary(firstOf: tools.map { ($0.name, ContentDigest.sha256(JSON.object($0.json).utf8Bytes)) })
    headerParameters = HeaderParameter.byTool(tools)
    self.pageSize = pageSize.map { max(1, $0) }
  }

  /// The encoded result of `tools/list`, whose members beside the tools `envelope` gives.
  func page(
    at cursor: JSON?, revision: Revision, envelope: () -> JSONObject
  ) throws(RPCError) -> [UInt8] {
    let page = Page(revision: revision, start: try start(cursor))
    if let known = pages.withLock({ $0[page] }) { return known }
    let made = JSON.object(result(page, envelope())).utf8Bytes
    pages.withLock { $0[page] = made }
    return made
  }

  private func start(_ cursor: JSON?) throws(RPCError) -> Int {
    guard let cursor, !cursor.isNull else { return 0 }
    guard let pageSize, let text = cursor.stringValue, text.hasPrefix(Self.cursorPrefix),
      let start = Int(text.dropFirst(Self.cursorPrefix.count)), start > 0, start < catalogue.tools.count,
      start % pageSize == 0
    else {
      throw .invalidParams("expected a 'cursor' that tools/list gave, found \(cursor.excerpt())")
    }
    return start
  }

  private func result(_ page: Page, _ envelope: JSONObject) -> JSONObject {
    let tools = catalogue.tools
    let end = min(tools.count, page.start + (pageSize ?? tools.count))
    var result: JSONObject = ["tools": .array(tools[page.start..<end].map { .object(page.revision.adapt($0)) })]
    if end < tools.count { result["nextCursor"] = .string("\(Self.cursorPrefix)\(end)") }
    for (key, value) in envelope { result[key] = value }
    return result
  }

  private static let cursorPrefix = "from-"
}
