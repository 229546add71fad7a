/// Why the leaderboard's checker refuses an answer.
package struct BFCLFailure: Sendable, Hashable {
  /// The leaderboard's own words for it.
  package enum Kind: String, Sendable {
    case outputFormat = "ast_decoder:decoder_wrong_output_format"
    case unwantedCall = "irrelevance_error:decoder_success"
    case noCall = "relevance_error:decoder_failed"
    case simpleCount = "simple_function_checker:wrong_count"
    case multipleCount = "multiple_function_checker:wrong_count"
    case parallelCount = "parallel_function_checker_no_order:wrong_count"
    case noMatch = "parallel_function_checker_no_order:cannot_find_match"
    case name = "simple_function_checker:wrong_func_name"
    case missingRequired = "simple_function_checker:missing_required"
    case missingOptional = "simple_function_checker:missing_optional"
    case unexpectedParameter = "simple_function_checker:unexpected_param"
    case type = "type_error:simple"
    case itemType = "type_error:nested"
    case string = "value_error:string"
    case list = "value_error:list/tuple"
    case dictKey = "value_error:dict_key"
    case dictValue = "value_error:dict_value"
    case dictUnclear = "dict_checker:unclear"
    case listOfDictsCount = "value_error:list_dict_count"
    case listOfDictsUnclear = "list_dict_checker:unclear"
    case value = "value_error:others"
  }

  package let kind: Kind
  /// The parameter that it is about, nil for the call or the answer as a whole.
  package let parameter: String?
  /// What was expected and what was found.
  package let detail: String

  init(_ kind: Kind, at parameter: String? = nil, _ detail: String) {
    self.kind = kind
    self.parameter = parameter
    self.detail = detail
  }
}
