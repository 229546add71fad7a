import Authorization
import EvalCore
import OrderedJSON

extension CallLayer {
  /// Refuses a call whose caller lacks a scope of the tool, and says which, so that a client can ask for more.
  static let scope = CallLayer(layer: .scope) { (call, _) throws(RPCError) in
    guard let caller = call.caller, let needed = call.served.layers.scopes[call.tool] else { return nil }
    let lacking = caller.lacks(needed)
    guard !lacking.isEmpty else { return nil }
    throw .insufficientScope(tool: call.tool, needed: needed, lacking: lacking)
  }
}

extension RPCError {
  /// - Parameter needed: every scope of the tool: a client asks for all of them at once (MCP 2026-07-28, authorization).
  static func insufficientScope(tool: String, needed: [String], lacking: [String]) -> RPCError {
    let list = lacking.map { "'\($0)'" }.joined(separator: ", ")
    var error = RPCError(
      code: -32_003, status: 403, message: "insufficient scope: '\(tool.excerpt(limit: 200))' needs \(list)",
      data: ["scope": .string(needed.joined(separator: " "))])
    error.layer = .scope
    error.refusal = .insufficientScope(needed: needed, missing: lacking)
    return error
  }
}
