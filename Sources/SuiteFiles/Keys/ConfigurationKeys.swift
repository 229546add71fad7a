extension KeyTable {
  static let configuration = KeyTable(
    "configuration", "toolsight.yaml",
    [
      DeclaredKey("schema", "`toolsight/config/v1`", "The version of this format.", example: "toolsight/config/v1"),
      DeclaredKey(
        "models", "a map from names to models", "Models under names of the project's own, without `:` and blanks.",
        example: "{fast: {use: \"openai:gpt-5-mini\"}}"),
    ])

  static let model = KeyTable("model", "a model", asked + endpoint)

  private static let asked = [
    DeclaredKey(
      "use", "`PROVIDER:NAME[@URL]`, `lexical`, or `script:FILE`",
      "The model that the name stands for; a script's path is seen from this file.",
      example: "ollama:qwen3@http://127.0.0.1:11434"),
    DeclaredKey("sampling", "a map, see sampling", "Laid over the suite's own.", example: "{temperature: 0}"),
    DeclaredKey(
      "tools", "`native` or `constrained`",
      "How the model is told about the tools: in the API's own field, or in the prompt, with the answer held to a schema; `native` if left out.",
      example: "constrained"),
    DeclaredKey(
      "logprobs", "a whole number from 1 to 1000",
      "How many alternatives to each token of a call are asked for, for the selection margin; none if left out.",
      example: "20"),
    DeclaredKey("limits", "a map, see limits", "What the endpoint allows.", example: "{rpm: 60, concurrency: 4}"),
    DeclaredKey(
      "price", "a map, see price", "What the model costs; a published price, where there is one, if left out.",
      example: "{input: 0.25, output: 2}"),
    DeclaredKey(
      "schedule", "`interleaved` or `blocks`",
      "In which order trials start: mixed, or all cases of a variant in a row, which keeps a provider's prefix cache warm; `interleaved` if left out.",
      example: "blocks"),
  ]

  /// How the endpoint wants to be asked.
  private static let endpoint = [
    DeclaredKey(
      "preset", "the name of a vendor or a server", "What answers at the URL, where its host does not say so.",
      example: "vllm"),
    DeclaredKey(
      "strict", "`sent` or `omitted`", "Whether tools say that they are not strict; not every server knows the member.",
      example: "omitted"),
    DeclaredKey(
      "token_limit", "`max_tokens` or `max_completion_tokens`", "The member that limits an answer's tokens.",
      example: "max_tokens"),
    DeclaredKey(
      "reasoning_content", "`sent` or `omitted`",
      "Whether the assistant's messages that a suite wrote carry an empty `reasoning_content`.", example: "sent"),
    DeclaredKey(
      "headers", "a map from names to texts", "Sent with every request. No place for keys.",
      example: "{X-Title: tracker}"),
    DeclaredKey(
      "query", "a map from names to texts", "Appended to every request's URL. No place for keys.",
      example: "{api-version: \"2024-10-21\"}"),
  ]

  static let limits = KeyTable(
    "limits", "limits",
    [
      DeclaredKey("rpm", "a whole number, 1 or more", "Requests a minute.", example: "60"),
      DeclaredKey("tpm", "a whole number, 1 or more", "Tokens a minute.", example: "100000"),
      DeclaredKey("concurrency", "a whole number from 1 to 10000", "Requests under way at a time.", example: "4"),
    ])

  static let price = KeyTable(
    "price", "price",
    [
      DeclaredKey("input", "a number, 0 or more", "USD per million tokens that the model reads.", example: "0.25"),
      DeclaredKey("output", "a number, 0 or more", "USD per million tokens that the model writes.", example: "2"),
    ])
}
