extension BreakingRule {
  /// In the order in which changes of one severity are listed at one place, and in which the manual has them.
  package static let all: [BreakingRule] = [
    .toolRemoved, .toolRenamed, .toolAdded, .instructionsChanged,
    .toolDescriptionChanged, .annotationChanged, .outputSchemaRemoved, .outputSchemaAdded,
    .parameterRequired, .parameterRemoved, .parameterAdded, .parameterOptional,
    .othersRefused, .othersTaken,
    .typeNarrowed, .typeWidened, .alternativeRemoved, .alternativeAdded,
    .enumMemberRemoved, .enumMemberAdded, .enumIntroduced, .enumLifted,
    .boundNarrowed, .boundWidened, .patternChanged, .formatChanged, .conditionChanged, .notCompared,
    .defaultChanged, .defaultAdded, .defaultRemoved,
    .descriptionChanged, .enumTextChanged,
    .resultMemberRemoved, .resultMemberOptional, .resultMemberAdded, .resultMemberRequired,
    .resultOthersTaken, .resultOthersRefused,
    .resultTypeWidened, .resultTypeNarrowed, .resultAlternativeAdded, .resultAlternativeRemoved,
    .resultEnumMemberAdded, .resultEnumMemberRemoved, .resultEnumLifted, .resultEnumIntroduced,
    .resultBoundWidened, .resultBoundNarrowed, .resultTextChanged,
  ]
}
