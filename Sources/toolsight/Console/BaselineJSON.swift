import Foundation
import History
import OrderedJSON

extension BaselineSummary {
  /// - Parameter path: the file that it was written to, where it was.
  func json(at path: String? = nil) -> JSON {
    var object: JSONObject = [
      "name": .string(name), "suite": .string(suite), "run": .string(run.id),
      "variant": variant.map { .string($0) } ?? nil, "savedAt": .string(savedAt.formatted(.iso8601)),
      "startedAt": .string(run.startedAt.formatted(.iso8601)), "models": .array(run.models.map { .string($0) }),
      "variants": .array(run.variants.map { .string($0) }),
    ]
    object["path"] = path.map { .string($0) }
    return .object(object)
  }
}
