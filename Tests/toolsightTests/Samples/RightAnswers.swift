import LoopbackHTTP
import OrderedJSON

extension ChatQuestion {
  /// What a model that is always right answers to the sample project.
  var rightAnswer: LoopbackResponse {
    guard let (tool, arguments) = SampleProject.answers[prompt], let object = try? JSON(parsing: arguments) else {
      return .saying("You are welcome.")
    }
    return .call(tool, object)
  }
}
