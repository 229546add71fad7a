/// How an API names the headers that tell what is left of its limits, in lower case.
struct RateLimitHeaders: Sendable {
  /// Of what a header tells.
  enum Part: String { case remaining, limit, reset }

  /// - Parameter kind: what is limited, e.g. `requests`.
  let name: @Sendable (Part, _ kind: String) -> String
}
