import EvalCore
import OrderedJSON

/// The tools that a suite starts from: one file, or several put together, each under a prefix of its own.
struct BaseTools {
  private(set) var toolSet = ToolSet(tools: [])
  /// Where each tool stands, by its name in the suite.
  private(set) var positions: [String: FilePosition] = [:]
  /// Whether every file could be read; names cannot be checked otherwise.
  private(set) var isComplete = true
  private let documents: Documents

  /// No tools at all.
  init(_ documents: Documents) { self.documents = documents }

  /// Reads the value of a key `tools` of a suite or a variant.
  init(_ node: LocatedNode, _ documents: Documents) {
    self.documents = documents
    guard let files = node.array else {
      add(file: node, prefix: "")
      return
    }
    if files.isEmpty {
      isComplete = false
      documents.complaints.error(at: node.position, "expected at least one tool-set file")
    }
    for file in files { addListed(file) }
  }

  private mutating func addListed(_ node: LocatedNode) {
    let complaints = documents.complaints
    guard node.members != nil else { return add(file: node, prefix: "") }
    guard let fields = Fields(node, .toolSetFile, complaints),
      let file = fields.required("file", complaints)
    else {
      isComplete = false
      return
    }
    add(file: file, prefix: fields["prefix"]?.string("prefix", complaints) ?? "")
  }

  private mutating func add(file: LocatedNode, prefix: String) {
    guard let listed = listed(file) else {
      isComplete = false
      return
    }
    if !listed.isComplete { isComplete = false }
    add(listed, prefix: prefix, namedAt: file.position)
  }

  private func listed(_ file: LocatedNode) -> ListedTools? {
    guard let text = documents.toolSetText(named: file) else { return nil }
    do throws(Diagnostic) {
      return ListedTools(try LocatedJSON(text), documents.complaints)
    } catch {
      documents.complaints.add(error)
      return nil
    }
  }

  private mutating func add(_ listed: ListedTools, prefix: String, namedAt position: FilePosition) {
    for tool in listed.toolSet.tools {
      let tool = prefix.isEmpty ? tool : tool.named(prefix + tool.name)
      if let first = positions[tool.name] {
        documents.complaints.error(
          at: position, "two tool sets have a tool '\(tool.name.excerpt)': the other is at \(first)",
          fix: "give one of them a prefix: {file: …, prefix: …}")
        continue
      }
      positions[tool.name] = listed.positions[tool.name] ?? position
      toolSet.tools.append(tool)
    }
    toolSet.serverInfo = toolSet.serverInfo ?? listed.toolSet.serverInfo
    let instructions = [toolSet.instructions, listed.toolSet.instructions].compactMap(\.self)
    toolSet.instructions = instructions.isEmpty ? nil : instructions.joined(separator: "\n\n")
  }
}

extension Tool {
  /// The same tool under another name, at the same position among its fields.
  func named(_ name: String) -> Tool {
    var json = json
    json["name"] = .string(name)
    return Tool(json) ?? self
  }
}
