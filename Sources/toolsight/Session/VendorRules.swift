import OrderedJSON
import EvalCore
import Models

/// What vendors are known to refuse of a suite: of its tools and of its conversations, where its models are theirs.
struct VendorRules {
  /// Tool by rule, each once.
  let findings: [SchemaFinding]
  let conversations: [Diagnostic]
  private let providers: [Provider]
  private let variants: [Variant]

  /// - Parameter credentials: say where models live.
  init(_ choices: [ModelChoice], _ suite: Suite, _ credentials: Credentials) {
    let makers = choices.reduce(into: Set<RuleMaker>()) { $0.formUnion($1.ruleMakers(credentials)) }
    findings = suite.variants.flatMap { SchemaFinding.all(makers, $0.toolSet.tools) }.distinct
    conversations = ConversationWarnings.all(makers, suite.cases)
    let asked = Set(choices.compactMap(\.provider))
    providers = Provider.all.filter(asked.contains)
    variants = suite.variants
  }

  /// Names that are shown otherwise, and what exceeds a limit; each said once.
  ///
  /// - Throws: where two tools of a variant could not be told apart.
  func remarks() throws -> [String] {
    var remarks: [String] = []
    for provider in providers {
      for variant in variants {
        do throws(ModelSetupError) {
          remarks += try provider.remarks(on: variant.toolSet.tools)
        } catch {
          throw CommandFailure(.wrongInput, "variant '\(variant.name)': \(error)")
        }
      }
    }
    return remarks.distinct
  }
}
