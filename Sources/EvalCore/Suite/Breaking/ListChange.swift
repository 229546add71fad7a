import OrderedJSON

/// Two lists of tools, whose tools are paired by name, and those that are left over by what they say of themselves.
struct ListChange: Sendable {
  let old: ToolSet
  let new: ToolSet
  /// In the order of the new list, the renamed among them.
  let pairs: [(old: Tool, new: Tool)]
  let removed: [Tool]
  let added: [Tool]

  init(from old: ToolSet, to new: ToolSet) {
    self.old = old
    self.new = new
    let before = old.tools.keyed(by: \.name)
    let after = new.tools.keyed(by: \.name)
    var gone = old.tools.filter { after[$0.name] == nil }
    var pairs: [(old: Tool, new: Tool)] = []
    var added: [Tool] = []
    for tool in new.tools {
      if let same = before[tool.name] {
        pairs.append((same, tool))
      } else if let index = gone.firstIndex(where: { $0.saysTheSame(as: tool) }) {
        pairs.append((gone.remove(at: index), tool))
      } else {
        added.append(tool)
      }
    }
    self.pairs = pairs
    removed = gone
    self.added = added
  }

  var renamed: [(old: Tool, new: Tool)] { pairs.filter { $0.old.name != $0.new.name } }
}

extension Tool {
  /// Whether two tools have one description and one input schema; titles and hints may differ.
  fileprivate func saysTheSame(as other: Tool) -> Bool {
    description.map(JSON.string) == other.description.map(JSON.string) && inputSchema == other.inputSchema
  }
}
