import EvalCore
import Foundation
import OrderedJSON

/// The first line of an export: all of a run but its transcripts, and the baseline that it was exported as.
///
/// Files stand in it as text where they are UTF-8, and in base64 where not; each tool set stands in it once.
struct ExportHeader {
  static let schema = "toolsight/run/v1"

  let run: StoredRun
  let baseline: Mark?
  /// The trials that may follow.
  let planned: PlannedTrials

  /// What a baseline says of its run.
  struct Mark {
    let name: String
    let variant: String?
    let savedAt: Date
  }

  init(_ run: StoredRun, baseline: BaselineSummary?) throws(DamagedRow) {
    self.run = run
    planned = try PlannedTrials(run.plan)
    self.baseline = baseline.map { Mark(name: $0.name, variant: $0.variant, savedAt: $0.savedAt) }
  }

  func stored(_ redact: StoredRedaction) -> JSON {
    let toolSets = run.variants.map { $0.toolSet.stored(redact) }
    let digests = toolSets.map { ContentDigest.sha256($0.utf8Bytes) }
    var object: JSONObject = ["schema": .string(Self.schema), "run": run.record.stored(redact)]
    object["baseline"] = baseline?.stored
    object["plan"] = run.plan.stored(redact)
    object["sources"] = .array(run.sources.map { $0.stored(redact) })
    object["variants"] = .array(
      zip(run.variants, digests).map { ["name": .string(redact($0.name)), "digest": .string($1)] })
    object["toolSets"] = .object(JSONObject(zip(digests, toolSets)))
    return .object(object)
  }

  init(stored json: JSON) throws(DamagedRow) {
    let members = try StoredMembers(json)
    let schema = try members.text("schema")
    guard schema == Self.schema else { throw DamagedRow("the schema \(schema.quoted)") }
    let plan = try PlanParameters(stored: members.required("plan", "an object") { $0 })
    planned = try PlannedTrials(plan)
    run = StoredRun(
      record: try RunRecord(stored: members.members("run"), plan: plan),
      sources: try members.list("sources") { file throws(DamagedRow) in try SourceFile(stored: file) },
      variants: try Self.variants(members), plan: plan)
    baseline = members.has("baseline") ? try Mark(stored: members.members("baseline")) : nil
    try requireVariants()
  }

  private func requireVariants() throws(DamagedRow) {
    let names = run.variants.map(\.name)
    guard Set(names).count == names.count else { throw DamagedRow("a variant twice") }
    for name in run.plan.variants where !names.contains(name) {
      throw DamagedRow("a plan with the variant \(name.quoted), which has no tool set")
    }
    if let name = baseline?.variant, !run.plan.variants.contains(name) {
      throw DamagedRow("a baseline of the variant \(name.quoted), which the plan does not have")
    }
  }

  private static func variants(_ members: StoredMembers) throws(DamagedRow) -> [StoredVariant] {
    var toolSets: [String: ToolSet] = [:]
    for (digest, json) in try members.object("toolSets") {
      toolSets[digest] = try ToolSet(stored: json)
      guard ContentDigest.sha256(toolSets[digest]?.stored(StoredRedaction(nil)).utf8Bytes ?? []) == digest else {
        throw DamagedRow("a tool set \(digest.quoted) whose content has another digest")
      }
    }
    let variants = try members.list("variants") { variant throws(DamagedRow) in
      let (name, digest) = (try variant.text("name"), try variant.text("digest"))
      guard let toolSet = toolSets[digest] else {
        throw DamagedRow("a variant \(name.quoted) without its tool set \(digest.quoted)")
      }
      return StoredVariant(name: name, digest: digest, toolSet: toolSet)
    }
    guard Set(variants.map(\.digest)).count == toolSets.count else { throw DamagedRow("a tool set of no variant") }
    return variants
  }
}

extension ExportHeader.Mark {
  fileprivate var stored: JSON {
    var object: JSONObject = ["name": .string(name)]
    object["variant"] = variant.map(JSON.string)
    object["savedAt"] = JSON(stored: savedAt)
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    do {
      name = try BaselineName(try stored.text("name")).text
    } catch let error as DamagedRow {
      throw error
    } catch {
      throw DamagedRow("a baseline's name that 'baseline save' would not take")
    }
    variant = try stored.optionalText("variant")
    savedAt = try stored.date("savedAt")
  }
}

extension RunRecord {
  /// Without what the plan says.
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    var object: JSONObject = [
      "id": .string(id), "suite": .string(redact(suiteName)), "suitePath": .string(redact(suitePath)),
      "startedAt": JSON(stored: startedAt),
    ]
    object["finishedAt"] = finishedAt.map { JSON(stored: $0) }
    object["toolsightVersion"] = .string(redact(toolsightVersion))
    object["git"] = git.map { ["commit": .string($0.commit), "dirty": .bool($0.dirty)] }
    object["conditions"] = .string(conditions)
    return .object(object)
  }

  fileprivate init(stored: StoredMembers, plan: PlanParameters) throws(DamagedRow) {
    let git: GitState? =
      stored.has("git")
      ? GitState(
        commit: try stored.members("git").text("commit"), dirty: try stored.members("git").bool("dirty")) : nil
    let id = try stored.required("id", "twelve hexadecimal digits") { $0.stringValue.flatMap(Self.fitID) }
    self.init(
      id: id, suiteName: try stored.text("suite"), suitePath: try stored.text("suitePath"),
      startedAt: try stored.date("startedAt"),
      finishedAt: stored.has("finishedAt") ? try stored.date("finishedAt") : nil,
      seed: plan.seed, repeats: plan.repeats, toolsightVersion: try stored.text("toolsightVersion"), git: git,
      conditions: try stored.text("conditions"))
  }

  private static func fitID(_ text: String) -> String? {
    text.utf8.count == 12 && text.utf8.allSatisfy(Set("0123456789abcdef".utf8).contains) ? text : nil
  }
}

extension SourceFile {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    let bytes = redact(bytes)
    var object: JSONObject = ["path": .string(redact(path))]
    if let text = String(validating: bytes, as: UTF8.self) {
      object["text"] = .string(text)
    } else {
      object["base64"] = .string(Data(bytes).base64EncodedString())
    }
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    let path = try stored.text("path")
    if let encoded = try stored.optional("base64", "base64", { $0.stringValue.flatMap { Data(base64Encoded: $0) } }) {
      self.init(path: path, bytes: Array(encoded))
    } else {
      self.init(path: path, bytes: Array(try stored.text("text").utf8))
    }
  }
}
