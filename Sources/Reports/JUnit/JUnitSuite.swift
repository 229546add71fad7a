import OrderedJSON

/// A `testsuite` element before it is written: its counts stand before its cases.
struct JUnitSuite {
  let name: String
  let package: String
  let properties: [(name: String, value: String)]
  let cases: [JUnitCase]
  /// Lines for `system-out`.
  let remarks: [String]

  /// Lines of `system-out`: Jenkins shows all of them beside each case.
  private static let mostRemarks = 200

  /// - Parameters:
  ///   - place: from 0 in the document.
  ///   - timestamp: without a time zone, in UTC, as the format wants it.
  func write(
    to xml: inout XMLWriter, at index: Int, timestamp: String, _ sink: ([UInt8]) throws -> Void
  ) rethrows {
    xml.open(
      "testsuite",
      [
        "name": name, "package": package, "id": "\(index)", "timestamp": timestamp, "hostname": "localhost",
        "tests": "\(cases.count)", "failures": "\(cases.count(where: \.isFailure))",
        "errors": "\(cases.count(where: \.isError))", "skipped": "\(cases.count(where: \.isSkipped))",
        "time": cases.reduce(0) { $0 + $1.seconds }.seconds,
      ])
    xml.open("properties")
    for property in properties { xml.element("property", ["name": property.name, "value": property.value]) }
    xml.close("properties")
    for testCase in cases {
      testCase.write(to: &xml)
      if xml.bytes.isFullPiece { try sink(xml.takeBytes()) }
    }
    xml.element("system-out", text: output)
    xml.element("system-err")
    xml.close("testsuite")
  }

  private var output: String {
    let rest = remarks.count - Self.mostRemarks
    let more = rest > 0 ? ["… and \(rest.counted("more line")); report.json has them all"] : []
    return (remarks.prefix(Self.mostRemarks) + more).map { $0 + "\n" }.joined()
  }
}

/// A `testcase` element before it is written.
struct JUnitCase {
  enum Result {
    case passed
    /// What it is about, a line that says why, and the whole story.
    case failure(type: String, message: String, text: String)
    case error(type: String, message: String, text: String)
    case skipped(message: String)
  }

  let name: String
  let classname: String
  var seconds = 0.0
  let result: Result

  var isFailure: Bool { if case .failure = result { true } else { false } }
  var isError: Bool { if case .error = result { true } else { false } }
  var isSkipped: Bool { if case .skipped = result { true } else { false } }

  fileprivate func write(to xml: inout XMLWriter) {
    let attributes: XMLWriter.Attributes = ["name": name, "classname": classname, "time": seconds.seconds]
    if case .passed = result { return xml.element("testcase", attributes) }
    xml.open("testcase", attributes)
    switch result {
    case .passed: break
    case .failure(let type, let message, let text):
      xml.element("failure", ["type": type, "message": message], text: text)
    case .error(let type, let message, let text):
      xml.element("error", ["type": type, "message": message], text: text)
    case .skipped(let message): xml.element("skipped", ["message": message])
    }
    xml.close("testcase")
  }
}

extension Double {
  /// Seconds with three decimals, as a decimal number of XML Schema; 0 for what is no time.
  fileprivate var seconds: String {
    guard isFinite, self > 0, self < 1e12 else { return "0.000" }
    let (whole, rest) = Int((self * 1000).rounded()).quotientAndRemainder(dividingBy: 1000)
    return "\(whole).\(String(1000 + rest).dropFirst())"
  }
}
