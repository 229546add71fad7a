/// What stands between a caller and the tools, as the key `server` says it; what is left out is not there.
package struct ServerSettings: Sendable, Hashable {
  /// By the control's name of a tool: every scope that its caller needs.
  package var scopes: [String: [String]] = [:]
  package var limits = RateLimits()
  /// Nil for none.
  package var redaction: RedactionSettings?
  /// Of the suite alone, and for `serve` alone; nil where anybody may call.
  package var auth: AuthSettings?

  package init() {}

  package var isEmpty: Bool { self == ServerSettings() }

  /// These settings with the parts that another sets in place of its own, tool by tool.
  package func overlaid(by other: ServerSettings) -> ServerSettings {
    var result = self
    result.scopes.merge(other.scopes) { $1 }
    result.limits = limits.overlaid(by: other.limits)
    result.redaction = other.redaction ?? redaction
    result.auth = other.auth ?? auth
    return result
  }
}

/// How often tools may be called, at each level; nil for no bound.
package struct RateLimits: Sendable, Hashable {
  /// Of one trial.
  package var conversation: RateLimit?
  /// Of one caller.
  package var subject: RateLimit?
  /// Of all callers of one tenant.
  package var tenant: RateLimit?
  /// Of one tool by one caller, by the control's name.
  package var tools: [String: RateLimit] = [:]

  package init() {}

  func overlaid(by other: RateLimits) -> RateLimits {
    var result = self
    result.conversation = other.conversation ?? conversation
    result.subject = other.subject ?? subject
    result.tenant = other.tenant ?? tenant
    result.tools.merge(other.tools) { $1 }
    return result
  }
}
