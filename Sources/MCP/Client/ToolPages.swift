import OrderedJSON

/// Gathers the pages of `tools/list`, with an eye on servers that never come to an end.
struct ToolPages: Sendable {
  private(set) var tools: [JSON] = []
  /// Why the pages were not read to an end.
  private(set) var warnings: [String] = []
  private var seen: Set<JSON> = []
  private var pages = 0
  private var cursors: Set<String> = []
  private let limits: ListingLimits

  init(limits: ListingLimits = ListingLimits()) { self.limits = limits }

  /// Takes one page in.
  ///
  /// - Returns: the parameters that ask for the next one; nil after the last, and where the next would be one that was
  ///   read already, because some servers give a cursor for ever: what was read is kept.
  mutating func take(_ result: JSONObject) throws(ToolListingFailure) -> JSONObject? {
    guard let page = result["tools"]?.arrayValue else {
      throw ToolListingFailure(.protocol, "expected tools/list to give an array 'tools', found \(excerpt(of: result))")
    }
    pages += 1
    let cursor = try cursor(result)
    let isRepeated = cursor.map { !cursors.insert($0).inserted } ?? false
    let new = page.filter { !seen.contains($0) }
    let isKnown = new.isEmpty && !page.isEmpty && pages > 1
    tools += isRepeated || isKnown ? new : page
    seen.formUnion(new)
    guard tools.count <= limits.tools else {
      throw ToolListingFailure(.tooLarge, "expected at most \(limits.tools.counted("tool")), found more")
    }
    guard let cursor else { return nil }
    if isRepeated || isKnown {
      warnings.append(
        "tools/list gave \(isRepeated ? "the cursor" : "the same tools again, with the cursor") "
          + "'\(cursor.excerpt())'\(isRepeated ? " twice" : ""): its pages have no end, and the "
          + "\(tools.count.counted("tool")) of the first \(pages.counted("page")) were kept")
      return nil
    }
    guard pages < limits.pages else {
      throw ToolListingFailure(
        .tooLarge, "expected at most \(limits.pages.counted("page")) of tools/list, found more")
    }
    return ["cursor": .string(cursor)]
  }

  private func cursor(_ result: JSONObject) throws(ToolListingFailure) -> String? {
    guard let cursor = result["nextCursor"], !cursor.isNull else { return nil }
    if let text = cursor.stringValue { return text }
    throw ToolListingFailure(.protocol, "expected 'nextCursor' to be a string, found \(cursor.excerpt())")
  }

  private func excerpt(of result: JSONObject) -> String {
    result["tools"].map { $0.excerpt() } ?? JSON.object(result).excerpt()
  }
}
