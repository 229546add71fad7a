import OrderedJSON

/// Gathers the pages of `tools/list`, with an eye on servers that never come to an end.
struct ToolPages: Sendable {
  private(set) var tools: [JSON] = []
  private var pages = 0
  private var cursors: Set<String> = []
  private let limits: ListingLimits

  init(limits: ListingLimits = ListingLimits()) { self.limits = limits }

  /// Takes one page in.
  ///
  /// - Returns: the parameters that ask for the next one; nil after the last.
  mutating func take(_ result: JSONObject) throws(ToolListingFailure) -> JSONObject? {
    guard let tools = result["tools"]?.arrayValue else {
      throw ToolListingFailure(.protocol, "expected tools/list to give an array 'tools', found \(found(result))")
    }
    self.tools += tools
    pages += 1
    guard self.tools.count <= limits.tools else {
      throw ToolListingFailure(.tooLarge, "expected at most \(limits.tools) tools, found more")
    }
    guard let cursor = result["nextCursor"], !cursor.isNull else { return nil }
    guard let text = cursor.stringValue else {
      throw ToolListingFailure(.protocol, "expected 'nextCursor' to be a string, found \(cursor.excerpt())")
    }
    guard cursors.insert(text).inserted else {
      throw ToolListingFailure(.protocol, "tools/list gave the cursor \(cursor.excerpt()) twice: its pages never end")
    }
    guard pages < limits.pages else {
      throw ToolListingFailure(.tooLarge, "expected at most \(limits.pages) pages of tools/list, found more")
    }
    return ["cursor": cursor]
  }

  private func found(_ result: JSONObject) -> String {
    result["tools"].map { $0.excerpt() } ?? JSON.object(result).excerpt()
  }
}
