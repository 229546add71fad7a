package import EvalCore
package import OrderedJSON

/// Writes suites for people to go on with: stable, readable, and safe whatever the texts hold.
package enum SuiteWriter {
  /// A suite of these cases.
  ///
  /// - Parameters:
  ///   - tools: nil where each case brings its own.
  ///   - settings: further keys of the suite, after its tools.
  ///   - cases: as a suite file has them.
  ///   - comments: lines at the top.
  package static func suite(
    name: String, tools: String?, settings: JSONObject = [:], cases: [JSONObject], comments: [String] = []
  ) -> String {
    var writer = YAMLWriter()
    for line in comments { writer.comment(line) }
    writer.member("schema", "toolsight/suite/v1")
    writer.member("name", .string(name))
    if let tools { writer.member("tools", .string(tools)) }
    for (key, value) in settings { writer.member(key, value) }
    writer.list("cases", cases)
    return writer.text
  }

  /// A suite as JSON whose cases bring their own tools.
  static func json(name: String, cases: [JSONObject]) -> String {
    let suite: JSON = [
      "schema": "toolsight/suite/v1", "name": .string(name), "cases": .array(cases.map(JSON.object)),
    ]
    return suite.pretty() + "\n"
  }

  /// A suite to start from: for each tool a `todo` case that its author turns into a real one.
  ///
  /// - Parameters:
  ///   - tools: the path of the tool set as the suite names it.
  ///   - schema: the path of the schema that an editor checks the suite with, as seen from the suite.
  package static func starter(name: String, tools path: String, toolSet: ToolSet, schema: String) -> String {
    var ids = UniqueIDs()
    var cases = toolSet.tools.map { tool -> JSONObject in
      var starter: JSONObject = ["id": .string(ids.unique(Slug.of(tool.name)))]
      starter["prompt"] = .string("TODO: what a user says who needs \(tool.name.excerpt)")
      starter["expect"] = call(tool.name)
      starter["todo"] = true
      return starter
    }
    cases.append([
      "id": .string(ids.unique("nothing-to-do")), "prompt": "Thanks, that is all for today!", "expect": "none",
    ])
    return suite(
      name: Slug.of(name), tools: path, settings: ["models": ["lexical"], "repeats": 5], cases: cases,
      comments: [
        "yaml-language-server: $schema=\(schema)",
        "Write each prompt as a user would say it, without the tool's name, and remove its 'todo'.",
        "'toolsight check' counts what is left; 'toolsight run' skips it.",
      ])
  }

  /// An expected call of any arguments, written so that it is never mistaken for a keyword.
  static func call(_ tool: String, arguments: JSON? = nil) -> JSON {
    let isSpecial = ["none", "calls", "optional", "any_of"].contains(tool) || tool.isTildeWord
    if isSpecial {
      var call: JSONObject = ["~tool": .string(tool)]
      call["arguments"] = arguments
      return .object(call)
    }
    return arguments.map { .object([(tool, $0)]) } ?? .string(tool)
  }
}

extension JSON {
  fileprivate static func object(_ members: [(String, JSON)]) -> JSON { .object(JSONObject(members)) }
}

/// A name of small letters, digits and '-', as suites and cases have it.
package enum Slug {
  /// `suite` where nothing of `text` is left.
  package static func of(_ text: String, words: Int = .max) -> String {
    let parts = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let slug = parts.prefix(words).joined(separator: "-").prefix(60)
    return slug.isEmpty ? "suite" : String(slug)
  }
}

/// Ids that have been given, so that each is given once.
struct UniqueIDs {
  private var taken: Set<String> = []
  private var next: [String: Int] = [:]

  /// `id`, or with `-2`, `-3` … behind it.
  mutating func unique(_ id: String) -> String {
    var candidate = id
    while !taken.insert(candidate).inserted {
      next[id, default: 1] += 1
      candidate = "\(id)-\(next[id, default: 2])"
    }
    return candidate
  }
}
