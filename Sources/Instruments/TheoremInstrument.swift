internal import Networks
internal import Statistics
public import Tensors

/// The theorems about batch normalization, held to a real point: one row a batch normalization that follows a layer with weights (Santurkar et al. 2018,
/// section 4; Ioffe & Szegedy 2015, 3.2 and 3.3).
public struct TheoremInstrument: Instrument {
  public static let name = "theorems"
  public static let version = 1
  public static let needsRun = true
  public static let meaning =
    "The theorems about batch normalization at the current point, by normalization (Santurkar et al. 2018, section 4; Ioffe & Szegedy 2015, 3.3)"
  public static let formulas = ["‖∂L/∂y‖^2 = γ^2/σ^2 (‖∂L/∂z‖^2 − ⟨1, ∂L/∂z⟩^2/m − ⟨∂L/∂z, ŷ⟩^2/m)"]

  /// One batch normalization.
  public struct Row: TableRow {
    /// Index of the normalization.
    public var layer = 0
    /// Theorem 4.1 with 1/m: the worst |left − right| over units.
    public var gradientError = Double.nan
    /// Theorem 4.1 as printed: the share of units where it fails.
    public var printedFailures = Double.nan
    /// Theorem 4.2: the worst |left − right| over units.
    public var smoothnessError = Double.nan
    /// The share of units with ⟨ŷ, ∇L⟩ ≥ 0.
    public var alignedUnits = Double.nan
    /// The share of units that are convex along their gradient.
    public var convexUnits = Double.nan
    /// Theorem 4.4: left over right at the worst unit.
    public var minimaxRatio = Double.nan
    /// Observation 4.3: what the identity configuration is off by.
    public var identityError = Double.nan
    /// |L(aW) − L(W)| / |L(W)|.
    public var lossChange = Double.nan
    /// ‖a∇L(aW) − ∇L(W)‖ / ‖∇L(W)‖.
    public var gradientChange = Double.nan
    /// The cosine of gradient and weight.
    public var radialShare = Double.nan
    /// The bias's gradient over the weight's.
    public var biasGradient = Double.nan
    /// The cosine of the weight with its start.
    public var startAlignment = Double.nan
    /// Lemma 4.5: by how much the nearest optimum is nearer.
    public var distanceRatio = Double.nan
    /// Lemma 4.5: what its two sides differ by.
    public var distanceError = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("layer", .name, "the batch normalization's index among layers, from 0", \.layer),
      Column("gradient_error", .one, "Theorem 4.1 with 1/m: |left − right| at the worst unit, over the largest left side", \.gradientError),
      Column("printed_failures", .fraction, "units where Theorem 4.1 as printed, with 1/√m, fails", \.printedFailures),
      Column("smoothness_error", .one, "Theorem 4.2: |left − right| at the worst unit, over the largest left side", \.smoothnessError),
      Column("aligned_units", .fraction, "units with ⟨∂L/∂z, ŷ⟩ ≥ 0, which the conclusion from Theorem 4.2 assumes", \.alignedUnits),
      Column("convex_units", .fraction, "units with dᵀHd ≥ 0, which it assumes too", \.convexUnits),
      Column(
        "minimax_ratio", .one,
        "Theorem 4.4: the squared gradient over its bound, at the worst unit; its last digits depend on LAPACK's processor",
        \.minimaxRatio),
      Column("identity_error", .one, "Observation 4.3: how far the identity configuration's output is from its input", \.identityError),
      Column("loss_change", .one, "|L(2W) − L(W)| / |L(W)| for the weight before the normalization", \.lossChange),
      Column("gradient_change", .one, "‖2∇L(2W) − ∇L(W)‖ / ‖∇L(W)‖ for that weight", \.gradientChange),
      Column("radial_share", .one, "⟨∇L(W), W⟩ / (‖∇L(W)‖ ‖W‖)", \.radialShare),
      Column("bias_gradient", .one, "‖∇L by the bias‖ / ‖∇L by the weight‖", \.biasGradient),
      Column("start_alignment", .one, "the cosine of the weight with its start, Lemma 4.5's condition where positive", \.startAlignment),
      Column("distance_ratio", .one, "Lemma 4.5: ‖W₀ − kW‖² / ‖W₀ − W‖²", \.distanceRatio),
      Column("distance_error", .one, "Lemma 4.5: what its two sides differ by, over ‖W‖²", \.distanceError),
    ]
  }

  private static func worst(_ name: String, _ words: String, _ column: any KeyPath<Row, Double> & Sendable) -> Metric<Self> {
    Metric(name, .one, "\(words), the worst over probes and normalizations") { $0[column].map(abs).finiteMaximum }
  }
  private static func mean(_ name: String, _ unit: Unit, _ words: String, _ column: any KeyPath<Row, Double> & Sendable) -> Metric<Self> {
    Metric(name, unit, "\(words), the mean over probes and normalizations") { $0[column].finiteMean }
  }

  /// Theorem 4.1 with 1/m.
  public static let gradientError = worst("gradient_error", "the relative error of Theorem 4.1 with 1/m", \.gradientError)
  /// Theorem 4.2.
  public static let smoothnessError = worst("smoothness_error", "the relative error of Theorem 4.2", \.smoothnessError)
  /// Theorem 4.4.
  public static let minimaxRatio = worst("minimax_ratio", "the squared gradient over Theorem 4.4's bound", \.minimaxRatio)
  /// Observation 4.3.
  public static let identityError = worst("identity_error", "the relative error of Observation 4.3", \.identityError)
  /// L(aW) = L(W).
  public static let lossChange = worst("loss_change", "|L(2W) − L(W)| / |L(W)|", \.lossChange)
  /// a∇L(aW) = ∇L(W).
  public static let gradientChange = worst("gradient_change", "‖2∇L(2W) − ∇L(W)‖ / ‖∇L(W)‖", \.gradientChange)
  /// ⟨∇L, W⟩ = 0.
  public static let radialShare = worst("radial_share", "the magnitude of the cosine of gradient and weight", \.radialShare)
  /// A bias has no gradient.
  public static let biasGradient = worst("bias_gradient", "the bias's gradient over the weight's", \.biasGradient)
  /// Lemma 4.5.
  public static let distanceError = worst("distance_error", "the relative error of Lemma 4.5", \.distanceError)
  /// Theorem 4.1 as printed.
  public static let printedFailures = mean("printed_failures", .fraction, "units where Theorem 4.1 as printed fails", \.printedFailures)
  /// The first assumption of Theorem 4.2's conclusion.
  public static let alignedUnits = mean("aligned_units", .fraction, "units with ⟨∂L/∂z, ŷ⟩ ≥ 0", \.alignedUnits)
  /// The second.
  public static let convexUnits = mean("convex_units", .fraction, "units with dᵀHd ≥ 0", \.convexUnits)
  /// Lemma 4.5's condition.
  public static let startAlignment = mean("start_alignment", .one, "the cosine of the weight with its start", \.startAlignment)
  /// What Lemma 4.5 gains.
  public static let distanceRatio = mean("distance_ratio", .one, "‖W₀ − kW‖² / ‖W₀ − W‖²", \.distanceRatio)

  public static let metrics = [
    gradientError, smoothnessError, minimaxRatio, identityError, lossChange, gradientChange, radialShare, biasGradient, distanceError,
    printedFailures, alignedUnits, convexUnits, startAlignment, distanceRatio,
  ]

  /// The most units of a normalization whose second derivatives are looked at: two products a unit.
  private static let largestUnits = 16

  /// Every batch normalization behind a layer with weights.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let (objective, run) = (try subject.layers(for: self), try subject.run(for: self))
    let network = objective.network
    return network.nodes.indices.filter { network.nodes[$0].layer is BatchNormalization }.compactMap {
      row(objective, layer: $0, subject, start: run.start)
    }
  }

  private func row<Scalar: Real>(
    _ objective: some LayeredObjective<Scalar>, layer: Int, _ subject: Subject<Scalar>, start: [Scalar]
  ) -> Row? {
    let (network, parameters, gradient) = (objective.network, subject.parameters, subject.gradient)
    let units = min(Self.largestUnits, network.outputShape(ofLayer: layer).channels)
    guard let before = network.layer(before: layer).map({ network.parameters.owners[$0] }),
      let first = GradientReduction.measure(objective, layer: layer, at: parameters),
      let second = SmoothnessReduction.measure(objective, layer: layer, at: parameters, units: 0..<units),
      let worst = MinimaxReduction.measure(objective, layer: layer, at: parameters, gradient: gradient),
      let scaling = ScaleInvariance.measure(
        objective, layer: before, factor: 2, at: parameters, loss: subject.value.loss, gradient: gradient),
      let identityError = IdentityConfiguration.error(objective, layer: layer, at: parameters),
      let weight = network.parameters.entries.first(where: { $0.layer == before && $0.isWeightMatrix })?.range
    else { return nil }
    // Against the largest unit's: units that a rectifier switched off have nothing but rounding on either side.
    let largest = first.map(\.normalizedGradientNormSquared).max() ?? 0
    let steepest = second.map { abs($0.normalizedCurvature) }.max() ?? 0
    let distance = OptimumDistance.measure(from: start, to: parameters, weight: weight)
    var row = Row()
    row.layer = layer
    row.gradientError = (first.map { abs($0.normalizedGradientNormSquared - $0.bound) }.max() ?? 0) / largest
    row.printedFailures = share(first) { $0.normalizedGradientNormSquared > $0.printedBound }
    row.smoothnessError = (second.map { abs($0.normalizedCurvature - $0.bound) }.max() ?? 0) / steepest
    row.alignedUnits = share(second) { $0.gradientAlignment >= 0 }
    row.convexUnits = share(second) { $0.curvature >= 0 }
    row.minimaxRatio = worst.map { $0.gradientNormSquared / $0.bound }.finiteMaximum
    row.identityError = identityError
    (row.lossChange, row.gradientChange) = (scaling.lossChange, scaling.gradientChange)
    (row.radialShare, row.biasGradient) = (scaling.radialShare, scaling.biasGradient)
    (row.startAlignment, row.distanceRatio, row.distanceError) = (distance.alignment, distance.ratio, distance.error)
    return row
  }

  private func share<T>(_ units: [T], _ holds: (T) -> Bool) -> Double { Double(units.count(where: holds)) / Double(units.count) }
}
