import OrderedJSON
import Testing

@testable import Redaction

@Suite struct RedactorJSONTests {
  private func redacted(_ json: String) throws -> String {
    var placeholders = Placeholders()
    return try Redactor(kinds: RedactionKind.allCases).redact(JSON(parsing: json), with: &placeholders).compact
  }

  @Test(arguments: [
    (
      #"{"a":["ana@example.com",{"b":"ana@example.com"}],"n":null}"#, #"{"a":["<EMAIL_1>",{"b":"<EMAIL_1>"}],"n":null}"#
    ),
    // A key says what its value is, also of the elements of a list.
    (#"{"dob":"1980-05-03","day":"1980-05-03"}"#, #"{"dob":"<DATE_OF_BIRTH_1>","day":"1980-05-03"}"#),
    (#"{"npi":["1234567893","1245319599"]}"#, #"{"npi":["<NPI_1>","<NPI_2>"]}"#),
    // Numbers keep their spelling where they are nobody's.
    (#"{"ssn":123456789,"count":123456789,"x":1.50}"#, #"{"ssn":"<US_SSN_1>","count":123456789,"x":1.50}"#),
    // Keys are data too.
    (#"{"ana@example.com":{"role":"owner"}}"#, #"{"<EMAIL_1>":{"role":"owner"}}"#),
    (#"{"4111 1111 1111 1111":1,"4111111111111111":2}"#, #"{"<CARD_1>":1,"<CARD_1>'":2}"#),
  ])
  func redactsStringsKeysAndNumbers(json: String, expected: String) throws {
    #expect(try redacted(json) == expected)
  }
}
