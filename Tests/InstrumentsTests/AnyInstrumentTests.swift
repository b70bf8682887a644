import Foundation
import Instruments
import Records
import Testing

/// Instruments as plans hold them.
@Suite("instruments in JSON")
struct AnyInstrumentTests {
  /// An instrument with settings, and what stands in a plan.
  static let cases: [(instrument: any Instrument, json: String)] = [
    (TrainingInstrument(), #"{"instrument":"training","version":1}"#),
    (EvaluationInstrument(), #"{"instrument":"evaluation","version":1}"#),
    (
      LineInstrument(steps: [0.5, -2], unit: .learningRate),
      #"{"instrument":"line","settings":{"steps":[0.5,-2],"unit":"learning_rate"},"version":1}"#
    ),
    (
      LineInstrument(steps: [0.25], unit: .absolute), #"{"instrument":"line","settings":{"steps":[0.25],"unit":"absolute"},"version":1}"#
    ),
    (LineInstrument(steps: [0.25]), #"{"instrument":"line","settings":{"steps":[0.25]},"version":1}"#),
    (
      LineInstrument(steps: [0.25], normalization: .running),
      #"{"instrument":"line","settings":{"normalization":"running","steps":[0.25]},"version":1}"#
    ),
    (
      DistanceLineInstrument(distances: [0.5, 2]),
      #"{"instrument":"distance-line","settings":{"distances":[0.5,2]},"version":1}"#
    ),
    (
      CovariateShiftInstrument(learningRate: 0.5),
      #"{"instrument":"covariate-shift","settings":{"learning_rate":0.5},"version":1}"#
    ),
    (CovariateShiftInstrument(), #"{"instrument":"covariate-shift","version":1}"#),
    (CovariateShiftInstrument(by: .optimizer), #"{"instrument":"covariate-shift","settings":{"by":"optimizer"},"version":1}"#),
    (DistributionShiftInstrument(), #"{"instrument":"distribution-shift","version":1}"#),
    (
      ActivationInstrument(bins: 7, lower: -1, upper: 2.5),
      #"{"instrument":"activations","settings":{"bins":7,"lower":-1,"upper":2.5},"version":1}"#
    ),
    (NormalityInstrument(), #"{"instrument":"normality","version":1}"#),
    (LinearityInstrument(), #"{"instrument":"linearity","version":1}"#),
    (GradientCurvatureInstrument(), #"{"instrument":"gradient-curvature","version":1}"#),
    (RepresentationInstrument(), #"{"instrument":"representations","version":1}"#),
    (ResidualBlockInstrument(), #"{"instrument":"residual-blocks","version":1}"#),
    (ChannelMeanInstrument(), #"{"instrument":"channel-means","version":1}"#),
    (
      GradientAutocorrelationInstrument(points: 100),
      #"{"instrument":"gradient-autocorrelation","settings":{"points":100},"version":1}"#
    ),
    (WeightMotionInstrument(), #"{"instrument":"weight-motion","version":1}"#),
    (TimeGradientInstrument(), #"{"instrument":"time-gradients","version":1}"#),
    (TheoremInstrument(), #"{"instrument":"theorems","version":1}"#),
    (StatisticsInstrument(), #"{"instrument":"statistics","version":1}"#),
    (InspectionInstrument(), #"{"instrument":"inspection","version":1}"#),
    (GradientInstrument(), #"{"instrument":"gradient","version":1}"#),
    (HessianVectorProductInstrument(), #"{"instrument":"hessian-vector-product","version":1}"#),
    (GaussNewtonVectorProductInstrument(), #"{"instrument":"gauss-newton-vector-product","version":1}"#),
    (
      SharpnessInstrument(radius: 0.5, adaptiveRadius: 0.25, shift: 0.125),
      #"{"instrument":"sharpness","settings":{"adaptive_rho":0.25,"eta":0.125,"rho":0.5},"version":1}"#
    ),
    (KeskarSharpnessInstrument(), #"{"instrument":"keskar-sharpness","version":1}"#),
    (
      KeskarSharpnessInstrument(epsilons: [0.5, 0.25], columns: 3, iterations: 7),
      #"{"instrument":"keskar-sharpness","settings":{"columns":3,"epsilons":[0.5,0.25],"iterations":7},"version":1}"#
    ),
    (FilterFlatnessInstrument(), #"{"instrument":"filter-flatness","version":1}"#),
    (
      FilterFlatnessInstrument(radius: 0.5, directionCount: 9),
      #"{"instrument":"filter-flatness","settings":{"directions":9,"radius":0.5},"version":1}"#
    ),
    (RelativeFlatnessInstrument(), #"{"instrument":"relative-flatness","version":2}"#),
    (
      RelativeFlatnessInstrument(weight: 2, tolerance: 0.5, products: 30),
      #"{"instrument":"relative-flatness","settings":{"products":30,"tolerance":0.5,"weight":2},"version":2}"#
    ),
    (SphericalSharpnessInstrument(), #"{"instrument":"spherical-sharpness","version":1}"#),
    (
      SphericalSharpnessInstrument(weights: false), #"{"instrument":"spherical-sharpness","settings":{"weights":false},"version":1}"#
    ),
    (
      InterpolationInstrument(steps: [0, 0.5], normalization: .running),
      #"{"instrument":"interpolation","settings":{"normalization":"running","steps":[0,0.5]},"version":1}"#
    ),
    (PathInstrument(), #"{"instrument":"path","version":1}"#),
    (
      PathInstrument(targets: [.start], curves: [.bezier], normalizations: [.recomputed], points: 5, bends: 2, fittingSteps: 7),
      #"{"instrument":"path","settings":{"bends":2,"curves":["bezier"],"fitting_steps":7,"normalizations":["recomputed"],"points":5,"targets":["start"]},"version":1}"#
    ),
    (
      SpectrumInstrument(probes: 3, steps: 9, grid: 11),
      #"{"instrument":"spectrum","settings":{"grid":11,"probes":3,"steps":9},"version":2}"#
    ),
    (
      SpectrumInstrument(probes: 3, steps: 9, grid: 11, subsets: 4),
      #"{"instrument":"spectrum","settings":{"grid":11,"probes":3,"steps":9,"subsets":4},"version":2}"#
    ),
    (
      SpectrumInstrument(probes: 3, steps: 9, grid: 11, data: MeasuredData(examples: 8, batchSize: 4, statistics: .running)),
      #"{"instrument":"spectrum","settings":{"data":{"batch_size":4,"examples":8,"statistics":"running"},"grid":11,"probes":3,"steps":9},"version":2}"#
    ),
    (LargestEigenvalueInstrument(), #"{"instrument":"largest-eigenvalue","version":1}"#),
    (
      LargestEigenvalueInstrument(steps: 9, tolerance: 0.5, data: MeasuredData(examples: 8)),
      #"{"instrument":"largest-eigenvalue","settings":{"data":{"examples":8},"steps":9,"tolerance":0.5},"version":1}"#
    ),
    (BatchSharpnessInstrument(), #"{"instrument":"batch-sharpness","version":1}"#),
    (
      BatchSharpnessInstrument(examples: 8, batches: 3),
      #"{"instrument":"batch-sharpness","settings":{"batches":3,"examples":8},"version":1}"#
    ),
    (EigenspaceInstrument(), #"{"instrument":"eigenspace","version":1}"#),
    (
      EigenspaceInstrument(top: 4, steps: 30, data: MeasuredData(statistics: .batch)),
      #"{"instrument":"eigenspace","settings":{"data":{"statistics":"batch"},"steps":30,"top":4},"version":1}"#
    ),
    (TraceInstrument(), #"{"instrument":"trace","version":1}"#),
    (
      TraceInstrument(method: .hutchPlusPlus, tolerance: 0.5, products: 30),
      #"{"instrument":"trace","settings":{"method":"hutch++","products":30,"tolerance":0.5},"version":1}"#
    ),
    (
      CurvatureInstrument(top: 4, blocks: true), #"{"instrument":"curvature","settings":{"blocks":true,"top":4},"version":4}"#
    ),
    (CurvatureInstrument(top: 3), #"{"instrument":"curvature","settings":{"top":3},"version":4}"#),
    (
      PlaneInstrument(alphas: [-1, 0.5], betas: [2]), #"{"instrument":"plane","settings":{"alphas":[-1,0.5],"betas":[2]},"version":1}"#
    ),
    (
      PlaneInstrument(alphas: [-1, 0.5], betas: [2], normalization: .running),
      #"{"instrument":"plane","settings":{"alphas":[-1,0.5],"betas":[2],"normalization":"running"},"version":1}"#
    ),
    (TheoryInstrument(layer: "bn1"), #"{"instrument":"theory","settings":{"layer":"bn1"},"version":1}"#),
    (TheoryInstrument(layer: 4), #"{"instrument":"theory","settings":{"layer":4},"version":1}"#),
  ]

  private func encoded(_ instrument: AnyInstrument) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(instrument), as: UTF8.self)
  }

  private func decoded(_ json: String) throws(RecordError) -> AnyInstrument {
    try JSONInput.decode(AnyInstrument.self, Data(json.utf8), file: "plan.json")
  }

  @Test("are their name, version and settings, and come back", arguments: cases.indices)
  func roundTrip(index: Int) throws {
    let (base, json) = Self.cases[index]
    let instrument = AnyInstrument(base)
    #expect(try encoded(instrument) == json)
    let read = try decoded(json)
    #expect(read == instrument && read.hashValue == instrument.hashValue && read.name == type(of: base).name)
    #expect(try encoded(read) == json)
    // Every setting counts.
    for (other, _) in Self.cases where type(of: other).name != read.name { #expect(read != AnyInstrument(other)) }
    #expect(Self.cases.indices.filter { AnyInstrument(Self.cases[$0].instrument) == read } == [index])
  }

  @Test("are held to a plan's text, every one")
  func coverage() {
    for type in Instruments.all {
      #expect(Self.cases.contains { Swift.type(of: $0.instrument) == type }, "no text by hand for \(type.name)")
    }
  }

  @Test("have the program's own version whatever a file said", arguments: [0, 1, 99])
  func version(version: Int) throws {
    let read = try decoded(#"{"instrument":"curvature","settings":{"top":3},"version":\#(version)}"#)
    #expect(try encoded(read) == #"{"instrument":"curvature","settings":{"top":3},"version":4}"#)
    #expect(read == AnyInstrument(CurvatureInstrument(top: 3)))
  }

  @Test("without settings that they need, or with settings of another kind, are refused")
  func settings() {
    for json in [
      #"{"instrument":"line","version":1}"#, #"{"instrument":"plane","settings":{"alphas":[1]},"version":1}"#,
      #"{"instrument":"curvature","settings":{"top":"five"},"version":2}"#,
      #"{"instrument":"line","settings":{"steps":[1],"unit":"miles"},"version":1}"#,
    ] {
      #expect(throws: RecordError.self, "\(json)") { try decoded(json) }
    }
  }

  @Test("of a name that is none are refused, and the names are listed")
  func unknown() throws {
    let error = #expect(throws: RecordError.self) { try decoded(#"{"instrument":"linee","version":1}"#) }
    let problem = try #require(error?.problem)
    #expect(problem.hasPrefix("instrument: found no valid JSON (found no instrument linee, expected one of training, evaluation, line,"))
    let nameless = #expect(throws: RecordError.self) { try decoded(#"{"version":1}"#) }
    #expect(nameless?.problem == "the file: found no instrument, expected one")
  }
}
