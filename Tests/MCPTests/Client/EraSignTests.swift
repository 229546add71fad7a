import OrderedJSON
import Testing

@testable import MCP

struct EraSignTests {
  private static func error(_ code: Int, _ data: JSON? = nil) -> RPCOutcome {
    .error(code: code, message: "no\nway", data: data)
  }

  private static func discovered(_ versions: JSON, type: JSON? = "complete") -> RPCOutcome {
    var result: JSONObject = ["supportedVersions": versions]
    result["resultType"] = type
    return .result(result)
  }

  @Test(
    arguments: [
      (discovered(["2026-07-28"]), "modern"), (discovered(["2025-11-25", "2026-07-28"], type: nil), "modern"),
      (discovered(["2027-01-01", "2026-07-28"]), "modern"), (discovered(["2025-06-18"]), "legacy"),
      (discovered("2026-07-28"), "legacy"), (.result([:]), "legacy"),
      (.result(["protocolVersion": "2025-06-18"]), "legacy"),
      (discovered(["2027-01-01"]), "supports no protocol revision that is known here, but '2027-01-01'"),
      (discovered([]), "supports no protocol revision that is known here, but none"),
      (discovered(["2026-07-28"], type: "input_required"), "of the type 'complete', found 'input_required'"),
      (discovered(["2026-07-28"], type: "x\ny"), "found 'x⏎y'"), (discovered(["2026-07-28"], type: 7), "found 7"),
      (error(-32022, ["supported": ["2026-07-28"]]), "again"),
      (error(-32022, ["supported": ["2099-01-01", "2026-07-28"]]), "again"),
      (error(-32022, ["supported": ["2025-11-25"]]), "legacy"),
      (error(-32022, ["supported": ["2099-01-01"]]), "but '2099-01-01' ('no⏎way')"),
      (error(-32022), "but none ('no⏎way')"), (error(-32022, ["supported": "2026-07-28"]), "but none"),
      (error(-32021, ["requiredCapabilities": ["sampling": [:]]]), "with error -32021: 'no⏎way'"),
      (error(-32020), "with error -32020"),
      (error(-32601), "legacy"), (error(-32600), "legacy"), (error(-32602), "legacy"), (error(-32603), "legacy"),
      (error(-32000), "legacy"), (error(-32001), "legacy"), (error(-32004), "legacy"), (error(0), "legacy"),
      (.unreadable("cut off"), "legacy"), (nil, "legacy"),
    ] as [(RPCOutcome?, String)])
  func tellsTheEraByRecognisedAnswersAlone(_ outcome: RPCOutcome?, _ expected: String) {
    let found: String
    do throws(ToolListingFailure) {
      switch try EraSign(outcome) {
      case .modern: found = "modern"
      case .again: found = "again"
      case .legacy: found = "legacy"
      case .silent: found = "silent"
      }
    } catch {
      found = error.description
    }
    #expect(found == expected || (expected.contains(" ") && found.contains(expected)), "\(found)")
  }
}
