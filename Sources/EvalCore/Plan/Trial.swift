/// One case asked once of one model with one variant: a cell of the plan.
package struct Trial: Sendable, Hashable {
  /// Its place in the plan before shuffling, from 0; names the trial on the embedded server.
  package let number: Int
  package let caseID: String
  package let arm: Arm
  /// From 1 to K.
  package let `repeat`: Int

  package init(number: Int, caseID: String, variant: String, model: String, repeat: Int) {
    self.number = number
    self.caseID = caseID
    arm = Arm(variant: variant, model: model)
    self.repeat = `repeat`
  }

  package var variant: String { arm.variant }
  package var model: String { arm.model }
}
