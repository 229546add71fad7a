import EvalCore
import OrderedJSON

/// The one question that tries a model.
struct ModelProbe {
  /// Where `toolsight.yaml` is looked for: from the working directory upwards.
  static let path = "./toolsight.yaml"
  static let tool = "get_weather"

  let suite: Suite
  private let catalogue: Catalogue

  init() {
    let schema: JSON = [
      "type": "object", "properties": ["city": ["type": "string", "description": "A city's name."]],
      "required": ["city"],
    ]
    let object: JSONObject = [
      "name": .string(Self.tool), "description": "Tells the weather in a city right now.", "inputSchema": schema,
    ]
    let tools = [Tool(object)].compactMap(\.self)
    catalogue = Catalogue(tools: tools, key: "probe")
    suite = Suite(
      name: "probe", path: Self.path, variants: [Variant(name: "probe", toolSet: ToolSet(tools: tools))], cases: [],
      strictness: .tools)
  }

  func ask(_ model: any LanguageModel) async -> Result<ModelAnswer, EndpointFailure> {
    let request = ModelRequest(
      trial: Trial(number: 0, caseID: "probe", variant: "probe", model: model.card.name, repeat: 1), turn: 1,
      conversation: [.user("What is the weather in Paris right now? Use the tool.")], catalogue: catalogue,
      sampling: Sampling())
    do throws(EndpointFailure) {
      return .success(try await model.answer(request))
    } catch {
      return .failure(error)
    }
  }
}
