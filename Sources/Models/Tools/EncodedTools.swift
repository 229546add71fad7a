import EvalCore
import OrderedJSON

/// A catalogue as an API takes it, encoded once.
struct EncodedTools: Sendable {
  let names: WireNames
  /// The value of the request's `tools`; empty where there are none.
  let encoded: [UInt8]

  init(_ tools: [Tool], _ limits: ToolLimits, encode: ([WireTool]) -> JSON) throws(EndpointFailure) {
    let names = try WireNames(tools, limits)
    self.names = names
    encoded = tools.isEmpty ? [] : encode(tools.map { WireTool($0, names) }).utf8Bytes
  }
}
