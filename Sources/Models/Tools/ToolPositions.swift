import EvalCore

extension EndpointFailure {
  /// An error that names a tool by its position in the request says its name too: `tools[0].function.parameters`,
  /// `tools.3.custom.input_schema`, `tools[0].function_declarations[3]`, `["body","tools",3]`.
  ///
  /// - Parameter areWrapped: whether one tool of the request, as Gemini's, holds all declarations.
  func naming(_ tools: [Tool], areWrapped: Bool) -> EndpointFailure {
    let declared = message.matches(of: #/function_?[dD]eclarations(?:\[|\.)([0-9]{1,5})/#).map(\.output.1)
    let listed = message.matches(of: #/\btools(?:\[|\.|["'], ?)([0-9]{1,5})/#).map(\.output.1)
    let positions = declared.isEmpty && !areWrapped ? listed : declared
    var named: [String] = []
    for index in positions.compactMap({ Int($0) }) where tools.indices.contains(index) {
      let name = tools[index].name
      let sentence = "tool \(index) is '\(name.prefix(128))'"
      if !named.contains(sentence), !message.contains("'\(name)'"), named.count < 3 { named.append(sentence) }
    }
    guard !named.isEmpty else { return self }
    var failure = self
    failure.message += " (\(named.joined(separator: ", ")))"
    return failure
  }
}
