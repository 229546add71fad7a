import EvalCore
import OrderedJSON

/// A dialect of an API that counts the tokens of a question without answering it.
protocol CountingDialect: Dialect {
  /// The member of the answer that is the number of tokens.
  var countMember: String { get }

  /// After the base URL, with a slash at its beginning.
  func countPath(of question: Question) -> String

  /// The tools and the conversation stand in it as they do in the body of the question.
  func countBody(of question: Question) -> [UInt8]
}

extension CountingDialect {
  /// What the body of a success counts.
  func count(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> Int {
    let json = try body.json(redactor)
    guard let tokens = json[countMember]?.tokens else {
      throw .lacks("a number of tokens in '\(countMember)'", json, redactor)
    }
    return tokens
  }
}
