import EvalCore
import OrderedJSON

/// Reads the key `variants`: each is the base tools, the base tools with edits, or a replacement.
struct VariantReader {
  let base: BaseTools
  let documents: Documents
  private var complaints: Complaints { documents.complaints }

  /// The first is the control; the base tools as `control` where the suite has no variants.
  func variants(_ node: LocatedNode?) -> [ReadVariant] {
    guard let node else {
      return [
        ReadVariant(
          variant: Variant(name: "control", toolSet: base.toolSet), isComplete: base.isComplete,
          mayHoldMore: !base.isComplete)
      ]
    }
    guard let list = node.list("variants", complaints) else { return [] }
    if list.isEmpty { complaints.error(at: node.position, "expected at least one variant: the first is the control") }
    var variants: [ReadVariant] = []
    for element in list {
      guard let fields = Fields(element, .variant, complaints) else { continue }
      let name = name(fields, taken: variants.map(\.variant.name))
      // One without a name of its own is read for its other faults; the control's is needed for all that follow.
      guard name != nil || !variants.isEmpty else { continue }
      let read = variant(name ?? "", fields, control: variants.first)
      if name != nil { variants.append(read) }
    }
    return variants
  }

  private func name(_ fields: Fields, taken: [String]) -> String? {
    guard let node = fields.required("name", complaints), let name = node.string("the name of a variant", complaints)
    else { return nil }
    let isFit =
      name.utf8.allSatisfy { Self.nameBytes.contains($0) } && name.utf8.first.map(Self.isAlphanumeric) ?? false
    if !isFit || name.utf8.count > 100 {
      complaints.error(
        at: node.position, "expected a variant name of letters, digits, '.', '_' and '-', found '\(name.excerpt)'")
      return nil
    }
    if taken.contains(name) {
      complaints.error(at: node.position, "two variants are called '\(name)'")
      return nil
    }
    return name
  }

  private static let nameBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { ![0x2E, 0x5F, 0x2D].contains(byte) }

  private func variant(_ name: String, _ fields: Fields, control read: ReadVariant?) -> ReadVariant {
    let control = read?.variant
    var draft = draft(fields)
    for (old, new) in draft.renamedByEdits { draft.entries[old] = NameMap.Entry(to: new) }
    if let rename = fields["rename"] ?? draft.renamedByEditsNode, control == nil {
      complaints.error(
        at: rename.position, "the control cannot rename: its names are the suite's own",
        fix: "rename in the other variants")
    } else if let rename = fields["rename"], let control, draft.isComplete, read?.isComplete == true {
      RenameReader(control: control, complaints: complaints).read(rename, into: &draft)
    }
    if let add = fields["add"] { append(add, to: &draft) }
    complainAboutDoubles(draft, fields.node)
    let toolSet = draft.toolSet
    let names = NameMap(draft.entries)
    return ReadVariant(
      variant: Variant(name: name, toolSet: toolSet, names: names), isComplete: draft.isComplete && draft.isRenamed,
      mayHoldMore: !draft.isComplete, fields: fields)
  }

  private func draft(_ fields: Fields) -> VariantDraft {
    guard let tools = fields["tools"] else {
      var draft = VariantDraft(base, isReplacement: false)
      if let edits = fields["edits"] { EditReader(base: base, documents: documents).read(edits, into: &draft) }
      return draft
    }
    if let edits = fields["edits"] {
      complaints.error(
        at: edits.position, "expected either 'tools' or 'edits', found both", fix: "edit the file instead")
    }
    return VariantDraft(BaseTools(tools, documents), isReplacement: true)
  }

  private func append(_ node: LocatedNode, to draft: inout VariantDraft) {
    for element in node.list("add", complaints) ?? [] {
      let file = LocatedJSON(element)
      guard let tool = ToolCheck(complaints, position: file.position(of:)).tool(file.value) else {
        draft.isComplete = false
        continue
      }
      draft.append(VariantDraft.DraftTool(origin: nil, tool: tool, position: element.position))
    }
  }

  private func complainAboutDoubles(_ draft: VariantDraft, _ node: LocatedNode) {
    var seen: Set<String> = []
    for entry in draft.tools where !seen.insert(entry.tool.name).inserted {
      complaints.error(
        at: entry.position ?? node.position, "two tools of this variant are called '\(entry.tool.name.excerpt)'",
        fix: "remove one of them with edits: {NAME: {remove: true}}")
    }
  }
}

/// A variant, whether all of it could be read, and whether it may hold tools that could not.
struct ReadVariant {
  var variant: Variant
  let isComplete: Bool
  let mayHoldMore: Bool
  /// For the keys that name tools of any variant; nil for a control that nobody wrote down.
  var fields: Fields?
}

/// A variant while it is being put together.
struct VariantDraft {
  struct DraftTool {
    /// The name before any edit; nil for a tool that the variant adds.
    let origin: String?
    var tool: Tool
    var position: FilePosition?
  }

  let isReplacement: Bool
  /// False where a file or an added tool could not be read.
  var isComplete: Bool
  /// False where a renaming could not be read.
  var isRenamed = true
  /// Nil where an edit removed the tool, so that the others keep their indices.
  private var slots: [DraftTool?]
  /// By name before any edit.
  private let indices: [String: Int]
  var entries: [String: NameMap.Entry] = [:]
  /// By name before the edit, from `edits: {NAME: {rename: …}}`.
  var renamedByEdits: [(old: String, new: String)] = []
  var renamedByEditsNode: LocatedNode?
  private let instructions: String?
  private let serverInfo: JSON?

  init(_ base: BaseTools, isReplacement: Bool) {
    self.isReplacement = isReplacement
    isComplete = base.isComplete
    slots = base.toolSet.tools.map { DraftTool(origin: $0.name, tool: $0) }
    indices = Dictionary(firstOf: base.toolSet.tools.enumerated().map { ($1.name, $0) })
    instructions = base.toolSet.instructions
    serverInfo = base.toolSet.serverInfo
  }

  var toolSet: ToolSet { ToolSet(tools: tools.map(\.tool), instructions: instructions, serverInfo: serverInfo) }

  var tools: [DraftTool] { slots.compactMap(\.self) }

  /// The tool that had this name before any edit; nil where there is none or it was removed.
  subscript(origin name: String) -> DraftTool? {
    get { indices[name].flatMap { slots[$0] } }
    set { if let index = indices[name] { slots[index] = newValue } }
  }

  mutating func append(_ tool: DraftTool) { slots.append(tool) }
}
