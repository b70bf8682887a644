public import Records
internal import Statistics
public import Tensors

/// Internal covariate shift of every weight (Santurkar et al. 2018, Definition 2.1).
public struct CovariateShiftInstrument: Instrument {
  public static let name = "covariate-shift"
  public static let version = 1
  public static let meaning =
    "How far each weight's gradient moves when all earlier layers take their step (Santurkar et al. 2018, Definition 2.1)"
  public static let formulas = [
    "G_i = ∇_{W_i} L(W_1, …, W_k),  G′_i = ∇_{W_i} L(W_1 − η∇_{W_1}L, …, W_{i−1} − η∇_{W_{i−1}}L, W_i, …, W_k)",
    "distance = ‖G_i − G′_i‖_2,  cosine = ⟨G_i, G′_i⟩ / (‖G_i‖_2 ‖G′_i‖_2)",
  ]

  /// The learning rate of that step; the run's unless given.
  public var learningRate: Double?

  private enum CodingKeys: String, CodingKey { case learningRate = "learning_rate" }

  /// Reads the rate, which may be missing only where a run has one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    learningRate =
      decoder.isAlongRun
      ? try container.decodeIfPresent(Double.self, forKey: .learningRate) : try container.decode(Double.self, forKey: .learningRate)
  }

  /// The shift by a plain step of `learningRate`.
  public init(learningRate: Double? = nil) { self.learningRate = learningRate }

  /// One weight.
  public struct Row: TableRow {
    /// Index of the layer.
    public var layer = 0
    /// Name of the weight.
    public var parameter = ""
    /// ‖G − G′‖.
    public var distance = Double.nan
    /// The cosine of G and G′.
    public var cosine = Double.nan
    /// ‖G‖.
    public var before = Double.nan
    /// ‖G′‖.
    public var after = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("layer", .name, "the index of the weight's layer, from 0", \.layer),
      Column("parameter", .name, "the weight, by PyTorch's name", \.parameter),
      Column("distance", .gradient, "‖G − G′‖₂", \.distance),
      Column("cosine", .one, "⟨G, G′⟩ / (‖G‖₂ ‖G′‖₂)", \.cosine),
      Column("before", .gradient, "‖G‖₂, the gradient before earlier layers moved", \.before),
      Column("after", .gradient, "‖G′‖₂, the gradient after they moved", \.after),
    ]
  }

  /// ‖G − G′‖, the definition's own measure.
  public static let distance = Metric<Self>(
    "covariate_shift_distance", .gradient, "‖G − G′‖₂, the mean over probes and all weights but the first"
  ) { later($0)[\.distance].finiteMean }
  /// ‖G − G′‖ / ‖G‖.
  public static let relativeDistance = Metric<Self>(
    "covariate_shift_relative", .one, "‖G − G′‖₂ / ‖G‖₂, the median over probes and all weights but the first"
  ) { later($0).entries.map { $0.row.distance / $0.row.before }.finiteMedian }
  /// The cosine of G and G′.
  public static let cosine = Metric<Self>(
    "covariate_shift_cosine", .one, "the cosine of G and G′, the mean over probes and all weights but the first"
  ) { later($0)[\.cosine].finiteMean }

  public static let metrics = [distance, relativeDistance, cosine]

  /// The first weight's shift is zero by definition.
  private static func later(_ record: Record<Self>) -> Record<Self> {
    let first = record.entries.first?.row.parameter
    return record.having { $0.parameter != first }
  }

  public func validate() throws(InstrumentError) {
    if let learningRate, !(learningRate > 0 && learningRate.isFinite) {
      throw .invalidSetting(name: "covariate_shift.learning_rate", found: "\(learningRate)", expected: "a positive number")
    }
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let rate: Double
    if let learningRate { rate = learningRate } else { rate = try subject.run(for: self).learningRate }
    var probe = CovariateShift<Scalar>(learningRate: rate)
    return probe.measure(try subject.layers(for: self), at: subject.parameters, gradient: subject.gradient).map { shift in
      var row = Row()
      (row.layer, row.parameter, row.distance) = (shift.layer, shift.parameter, shift.distance)
      (row.cosine, row.before, row.after) = (shift.cosine, shift.before, shift.after)
      return row
    }
  }

  public func notFinite(in rows: [Row]) -> [String] {
    let lost = rows.filter { !$0.after.isFinite }.map(\.parameter)
    return lost.isEmpty ? [] : ["gradient after the step of \(lost.joined(separator: ", "))"]
  }

  public func answer(_ rows: [Row]) -> JSONValue {
    [
      "learning_rate": learningRate.map { .number($0) } ?? .null,
      "layers": .array(
        rows.map {
          [
            "parameter": .string($0.parameter), "distance": .number($0.distance), "cosine": .number($0.cosine),
            "before": .number($0.before), "after": .number($0.after),
          ]
        }),
    ]
  }
}
