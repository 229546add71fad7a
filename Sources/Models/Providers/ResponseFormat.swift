import OrderedJSON

/// The extra members of a sampling that make an API answer by a JSON Schema.
///
/// - Parameter isStrict: whether the schema is fit for OpenAI's strict mode.
typealias ResponseFormat = @Sendable (_ schema: JSON, _ name: String, _ isStrict: Bool) -> JSONObject
