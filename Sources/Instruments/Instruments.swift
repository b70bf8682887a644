/// The catalogue of instruments: whatever stands here is an entry of `measure`'s requests, an option of every study, a part of plans and of documentation.
public enum Instruments {
  /// All of them, in the order in which a request is answered: what may take long comes last, so that what is wrong with the rest is said before.
  public static let all: [any Instrument.Type] = [
    TrainingInstrument.self, EvaluationInstrument.self, LineInstrument.self, DistanceLineInstrument.self, CovariateShiftInstrument.self,
    DistributionShiftInstrument.self, ActivationInstrument.self, LinearityInstrument.self, NormalityInstrument.self,
    GradientCurvatureInstrument.self,
    RepresentationInstrument.self, ResidualBlockInstrument.self, ChannelMeanInstrument.self, GradientAutocorrelationInstrument.self,
    TimeGradientInstrument.self, WeightMotionInstrument.self, TheoremInstrument.self, StatisticsInstrument.self, InspectionInstrument.self,
    GradientInstrument.self,
    TheoryInstrument.self, SharpnessInstrument.self, FilterFlatnessInstrument.self, KeskarSharpnessInstrument.self,
    HessianVectorProductInstrument.self, GaussNewtonVectorProductInstrument.self, InterpolationInstrument.self, PathInstrument.self,
    PlaneInstrument.self, BatchSharpnessInstrument.self, LargestEigenvalueInstrument.self, TraceInstrument.self,
    RelativeFlatnessInstrument.self, SphericalSharpnessInstrument.self, CurvatureInstrument.self, EigenspaceInstrument.self,
    SpectrumInstrument.self,
  ]

  /// The names of all their metrics.
  public static let metricNames: [String] = all.flatMap { type in
    func names<I: Instrument>(_ type: I.Type) -> [String] { I.metrics.map(\.name) }
    return names(type)
  }

  /// The instrument of a name; nil for a name that is none.
  public static func named(_ name: String) -> (any Instrument.Type)? { all.first { $0.name == name } }
}
