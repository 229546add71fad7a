/// All that a run is told beside its suite.
struct RunSettings {
  var selection = SelectionSettings()
  var models = ModelSettings()
  var limits = LimitSettings()
  var spending = SpendingSettings()
}
