/// One line of a `script:` file: which requests it answers, and how. Made by `SuiteFiles`, consumed by the scripted model.
package struct ScriptLine: Sendable {
  /// Nil, written `*`, for any.
  package var caseID: String?
  package var variant: String?
  package var `repeat`: Int?
  package var turn: Int?
  /// Under the names that the variant shows, as a model would make them.
  package var calls: [AuthoredCall] = []
  package var text: String?
  /// The body of a Chat Completions response, instead of calls and text.
  package var raw: String?
  /// The HTTP status of the response; 400 and above is an error whose body is ``raw``.
  package var status: Int?

  package init() {}
}
