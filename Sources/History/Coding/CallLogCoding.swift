import EvalCore
import Foundation
import OrderedJSON

/// An entry of the call log as `calls.entry` holds it, version 1; absent members stand for nil.
extension CallLogEntry {
  private static let version = 1

  func stored(_ redact: StoredRedaction) -> JSON {
    var object: JSONObject = [
      "v": JSON(stored: Self.version), "at": JSON(stored: at), "variant": .string(redact(variant)),
      "method": .string(redact(method)),
    ]
    object["trial"] = trial.map { JSON(stored: $0) }
    object["tool"] = redact(tool).map(JSON.string)
    object["arguments"] = arguments.map { redact($0) }
    object["isError"] = .bool(isError)
    object["responseBytes"] = JSON(stored: responseBytes)
    object["responseTokens"] = JSON(stored: responseTokens)
    object["toolVersion"] = redact(toolVersion).map(JSON.string)
    object["durationMs"] = JSON(stored: durationMilliseconds)
    object["revision"] = .string(redact(revision))
    object["client"] = redact(client).map(JSON.string)
    object["layer"] = layer.map { .string($0.rawValue) }
    object["subject"] = redact(subject).map(JSON.string)
    object["tenant"] = redact(tenant).map(JSON.string)
    return .object(object)
  }

  init(stored bytes: some Sequence<UInt8>) throws(DamagedRow) {
    let entry = try StoredMembers(parsing: bytes, version: Self.version)
    self.init(
      at: try entry.date("at"), variant: try entry.text("variant"), trial: try entry.optionalInt("trial"),
      method: try entry.text("method"), tool: try entry.optionalText("tool"), arguments: entry.json("arguments"),
      isError: try entry.bool("isError"), responseBytes: try entry.int("responseBytes"),
      responseTokens: try entry.int("responseTokens"), toolVersion: try entry.optionalText("toolVersion"),
      durationMilliseconds: try entry.double("durationMs"), revision: try entry.text("revision"),
      client: try entry.optionalText("client"), layer: try entry.optionalText("layer").flatMap(Layer.init),
      subject: try entry.optionalText("subject"), tenant: try entry.optionalText("tenant"))
  }
}
