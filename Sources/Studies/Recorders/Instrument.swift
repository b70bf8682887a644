internal import Datasets
internal import Networks
internal import Tensors

/// What a run may measure beside its loss and its accuracy: the catalogue that plans choose from. A new one is a case here and a recorder in a file of
/// its own.
public enum Instrument: String, Codable, Sendable, CaseIterable {
  /// The landscape along the gradient.
  case line
  /// Internal covariate shift by Definition 2.1 of Santurkar et al. (2018).
  case covariateShift = "covariate-shift"
  /// Internal covariate shift as Ioffe & Szegedy (2015) define it.
  case distributionShift = "distribution-shift"
  /// Distributions of activations.
  case activations
  /// How linear nonlinearities are over their inputs, and percentiles of one unit's.
  case linearity
  /// The curvature along the gradient.
  case curvature
  /// Gradient norms, sensitivity, effective rank and similarity by depth.
  case representations
  /// The theorems about batch normalization.
  case theory
  /// Test accuracy by moving, population and batch statistics.
  case statistics
  /// The first batch normalization over the test set.
  case inspection

  /// What the paper's landscapes need.
  public static let landscape: [Instrument] = [.line, .covariateShift, .activations]

  /// The version of what the instrument writes, a part of a run's hash: raised whenever the same configuration would give other rows.
  public var version: Int { 1 }
  /// That of the loss and the gradient themselves, and so of everything the engine computes.
  static let trainingVersion = 1
  /// That of the evaluation on the test split.
  static let evaluationVersion = 1

  func recorder<R: Real>(_ configuration: RunConfiguration, network: Network, dataset: any Dataset) throws -> any Recorder<R> {
    switch self {
    case .line: LineRecorder<R>(configuration)
    case .covariateShift: CovariateShiftRecorder<R>(configuration)
    case .distributionShift: DistributionShiftRecorder<R>(configuration, network: network)
    case .activations: try ActivationRecorder<R>(configuration)
    case .linearity: LinearityRecorder<R>(configuration)
    case .curvature: CurvatureRecorder<R>(configuration)
    case .representations: RepresentationRecorder<R>(configuration)
    case .theory: TheoryRecorder<R>(configuration, network: network)
    case .statistics: try StatisticsRecorder<R>(configuration, network: network, dataset: dataset)
    case .inspection: InspectionRecorder<R>(configuration, network: network, dataset: dataset)
    }
  }
}
