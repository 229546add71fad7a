import Foundation
import TestSupport
import Testing

@testable import Redaction

/// What one kind finds, and what it leaves.
struct DetectorRow: Sendable, CustomTestStringConvertible {
  let kind: RedactionKind
  /// A text, and the value in it.
  let finds: [(text: String, value: String)]
  let leaves: [String]

  var testDescription: String { kind.rawValue }
}

@Suite struct DetectorTests {
  @Test(arguments: rows) func findsItsValuesAndNothingElse(row: DetectorRow) throws {
    let redactor = try Redactor(kinds: [row.kind])
    for (text, value) in row.finds { #expect(redactor.found(text) == ["\(row.kind.label) \(value)"], "\(text)") }
    for text in row.leaves { #expect(redactor.found(text) == [], "\(text)") }
  }

  @Test func everyKindHasItsRow() {
    #expect(Set(Self.rows.map(\.kind)) == Set(RedactionKind.allCases))
    #expect(Detector.all.map(\.kind).count == RedactionKind.allCases.count)
    #expect(RedactionKind.allCases.allSatisfy { $0.summary.hasSuffix(".") })
  }

  @Test func theManualHasARowForEveryKind() throws {
    let page = try String(contentsOf: ProjectRoot.folder.appending(path: "docs/redaction.md"), encoding: .utf8)
    for kind in RedactionKind.allCases { #expect(page.contains("\n| `\(kind.rawValue)` | ")) }
  }

  /// A value at either end of a text, within quotes and brackets, and behind letters of another language.
  @Test(arguments: rows) func findsAValueWhereverItStands(row: DetectorRow) throws {
    let redactor = try Redactor(kinds: [row.kind])
    for (text, value) in row.finds {
      for frame in ["\(text)", "[\(text)]", "号：\(text)\n", "{\"a\": \"\(text)\"}"] {
        #expect(redactor.found(frame) == ["\(row.kind.label) \(value)"], "\(frame)")
      }
    }
  }

  static let rows = [email, phone, card, iban, ssn, ip, url, birth, mrn, mbi, npi, dea, plan, vin, secret]

  private static let email = DetectorRow(
    kind: .email,
    finds: [
      ("mail ana.b+x@mail.example.com.", "ana.b+x@mail.example.com"), ("a=ana@example.org;b", "ana@example.org"),
      ("<ana@bücher.example>", "ana@bücher.example"), ("“josé@example.com”", "josé@example.com"),
      ("：ana@example.com联系", "ana@example.com"), ("ana@пример.рф", "ana@пример.рф"),
      ("ana@x.xn--p1ai", "ana@x.xn--p1ai"),
    ],
    leaves: ["@ana", "ana@", "ana@localhost", "pkg@1.2.3", "@scope/name", "a @ b.com", "..@b.com"])

  private static let phone = DetectorRow(
    kind: .phone,
    finds: [
      ("+1-212-555-0123x45", "+1-212-555-0123x45"), ("at +49 (0) 30 901820.", "+49 (0) 30 901820"),
      ("(212) 555-0123", "(212) 555-0123"), ("212.555.0123", "212.555.0123"), ("01 23 45 67 89", "01 23 45 67 89"),
      ("phone: 2125550123", "2125550123"), ("001-212-555-0123", "001-212-555-0123"),
      ("mobile 020 7946 0958", "020 7946 0958"), ("call +4915123456789 200 times", "+4915123456789"),
    ],
    leaves: [
      "1728428714", "2024-06-03", "112-555-0123", "212-155-0123", "3.212.555.0123", "v212.555.01234", "1+23456789012",
      "+0530", "phone 2024-06-03", "10 20 30 40 50",
    ])

  private static let card = DetectorRow(
    kind: .card,
    finds: [
      ("4111111111111111", "4111111111111111"), ("5555 5555 5555 4444,", "5555 5555 5555 4444"),
      ("3782-822463-10005", "3782-822463-10005"), ("4222222222222", "4222222222222"),
      ("4111 1111 1111 1111 2027", "4111 1111 1111 1111"), ("17 4111 1111 1111 1111", "4111 1111 1111 1111"),
      ("卡号：4111111111111111。", "4111111111111111"),
      ("卡号4111111111111111", "4111111111111111"), ("060472349756", "060472349756"),
    ],
    leaves: [
      "4111111111111112", "0.4111111111111111", "4111111111111111.5", "x4111111111111111", "41111111111111111111",
      "4111 1111-1111 1111", "b8c9d0e1-8901-cdef-1234-567890123456", "9111111111111111", "1111111111111117",
    ])

  private static let iban = DetectorRow(
    kind: .iban,
    finds: [
      ("DE89370400440532013000", "DE89370400440532013000"),
      ("GB29 NWBK 6016 1331 9268 19.", "GB29 NWBK 6016 1331 9268 19"),
      ("no9386011117947", "no9386011117947"),
    ],
    leaves: [
      "DE88370400440532013000", "DE8937040044053201300", "XX89370400440532013000", "DE893704004405320130001",
      "DE89  37040044053201300",
    ])

  private static let ssn = DetectorRow(
    kind: .usSSN,
    finds: [
      ("123-45-6789", "123-45-6789"), ("ssn=123456789&", "123456789"),
      ("Social security number: 123 45 6789", "123 45 6789"),
    ],
    leaves: [
      "000-45-6789", "666-45-6789", "900-45-6789", "123-00-6789", "123-45-0000", "123 45 6789", "123456789",
      "1123-45-6789", "123-45-67890", "123-45-6789-1",
    ])

  private static let ip = DetectorRow(
    kind: .ip,
    finds: [
      ("from 203.0.113.7:22", "203.0.113.7"), ("2001:db8::7", "2001:db8::7"),
      ("listening on [2001:db8:0:1:2:3:4:5]:80", "2001:db8:0:1:2:3:4:5"), ("::ffff:203.0.113.7", "::ffff:203.0.113.7"),
      ("fe80::1%eth0", "fe80::1"),
    ],
    leaves: [
      "127.0.0.1", "0.0.0.0", "255.255.255.0", "256.1.1.1", "1.3.6.1.4.1", "v1.2.3.4", "version 1.2.3.4", "::1", "a::b",
      "std::vector", "10:15:30", "0a:1b:2c:3d:4e:5f", "1.2.3", "01.2.3.4",
    ])

  private static let url = DetectorRow(
    kind: .url,
    finds: [
      ("see https://example.com/a_(b)?q=1.", "https://example.com/a_(b)?q=1"),
      ("(http://localhost:8080/)", "http://localhost:8080/"),
      ("www.example.com, and", "www.example.com"), ("https://example.com/é。", "https://example.com/é"),
      ("postgres://u:p@db/x", "postgres://u:p@db/x"),
    ],
    leaves: ["example.com", "file:///tmp", "http://", "://x", "wwwx.example.com", "a // b"])

  private static let birth = DetectorRow(
    kind: .dateOfBirth,
    finds: [
      ("DOB: 05/03/1980", "05/03/1980"), ("date_of_birth=1980-05-03", "1980-05-03"),
      ("born on May 3rd, 1980", "May 3rd, 1980"),
      ("birthDate: 19800503", "19800503"), ("born 3 of May 1980", "3 of May 1980"), ("patientDob is 3.5.80", "3.5.80"),
    ],
    leaves: [
      "1980-05-03", "reborn 1980-05-03", "born in 1980", "DOB: 99/99/1980", "born May 1980", "stubborn 05/03/1980",
    ])

  private static let mrn = DetectorRow(
    kind: .mrn,
    finds: [
      ("MRN: 0012345", "0012345"), ("patient_mrn=AB1234567", "AB1234567"),
      ("medical record no. 123-45-678", "123-45-678"),
    ],
    leaves: ["0012345", "MRN: unknown", "mrn 123", "MRNA 0012345", "the medical record was read in 2023"])

  private static let mbi = DetectorRow(
    kind: .mbi,
    finds: [("1EG4TE5MK73", "1EG4TE5MK73"), ("id 1EG4-TE5-MK73.", "1EG4-TE5-MK73")],
    leaves: ["0EG4TE5MK73", "1SG4TE5MK73", "1EG4-TE5MK73", "1EG4TE5MK731", "1eg4te5mk73"])

  private static let npi = DetectorRow(
    kind: .npi,
    finds: [("NPI 1234567893", "1234567893"), ("\"npi\": \"1245319599\"", "1245319599")],
    leaves: ["1234567893", "NPI 1234567890", "NPI 3234567893", "npis 12345678931"])

  private static let dea = DetectorRow(
    kind: .dea,
    finds: [("DEA AP5836727", "AP5836727"), ("B91234563", "B91234563")],
    leaves: ["AP5836728", "QP5836727", "AP58367270", "aAP5836727"])

  private static let plan = DetectorRow(
    kind: .healthPlan,
    finds: [("Member ID: XYZ123456789", "XYZ123456789"), ("subscriberId=W123456789", "W123456789")],
    leaves: ["XYZ123456789", "Member ID: pending", "member id 12345", "policy number of the parser"])

  private static let vin = DetectorRow(
    kind: .vin,
    finds: [("1M8GDM9AXKP042788", "1M8GDM9AXKP042788"), ("vin=1HGCM82633A004352;", "1HGCM82633A004352")],
    leaves: ["1M8GDM9A1KP042788", "1M8GDM9AXKP04278", "1M8GDM9AXKP0427881", "IM8GDM9AXKP042788", "11111111111111111"])

  private static let secret = DetectorRow(
    kind: .secret,
    finds: [
      // Joined here, so that no scanner of repositories takes them for keys.
      ("KEY=sk-" + "proj-a1B2c3D4e5F6g7H8i9J0", "sk-" + "proj-a1B2c3D4e5F6g7H8i9J0"),
      ("ghp" + "_0123456789abcdefghijABCDEFGHIJ012345", "ghp" + "_0123456789abcdefghijABCDEFGHIJ012345"),
      ("AKIA" + "1234567890ABCDEF", "AKIA" + "1234567890ABCDEF"),
      ("Authorization: Bearer abc.def-1234567890", "abc.def-1234567890"),
      ("eyJ" + "hbGciOiJIUzI1.eyJzdWIiOiIx.c2ln", "eyJ" + "hbGciOiJIUzI1.eyJzdWIiOiIx.c2ln"),
      (
        "-----BEGIN RSA " + "PRIVATE KEY-----\\nMIIB\\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN RSA " + "PRIVATE KEY-----\\nMIIB\\n-----END RSA PRIVATE KEY-----"
      ),
    ],
    leaves: [
      "sk-no-key-required-anywhere-here", "task-0123456789012345678901", "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
      "bearer of good news",
      "eyJhbGciOiJIUzI1", "-----BEGIN CERTIFICATE-----", "AKIA" + "1234567890ABCDEFG",
    ])
}
