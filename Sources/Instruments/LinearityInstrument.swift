internal import Statistics
public import Tensors

/// How linear every nonlinearity is over its inputs, and percentiles of its middle unit's (Ioffe & Szegedy 2015, section 3 and Figure 1).
public struct LinearityInstrument: Instrument {
  public static let name = "linearity"
  public static let version = 1
  public static let meaning =
    "How linear every nonlinearity is over its inputs, and percentiles of its middle unit's (Ioffe & Szegedy 2015, Figure 1)"
  public static let formulas = ["linearity = corr(x, φ(x))^2 over the batch, the mean over units"]

  /// One nonlinearity.
  public struct Row: TableRow {
    /// Index of the layer.
    public var layer = 0
    /// The squared correlation of output and input.
    public var linearity = Double.nan
    /// The 15th percentile of the middle unit's input.
    public var p15 = Double.nan
    /// Its median.
    public var p50 = Double.nan
    /// Its 85th percentile.
    public var p85 = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("layer", .name, "the nonlinearity's index among layers, from 0", \.layer),
      Column(
        "linearity", .fraction, "the squared correlation of its output with its input over the batch, the mean over units", \.linearity),
      Column("p15", .activation, "the 15th percentile of its middle unit's input over the batch", \.p15),
      Column("p50", .activation, "the median of that", \.p50),
      Column("p85", .activation, "the 85th percentile of that", \.p85),
    ]
  }

  /// The last nonlinearity's linearity at the end.
  public static let finalLinearity = Metric<Self>(
    "linearity_final", .fraction, "the last nonlinearity's squared correlation of output and input, at the last look"
  ) { last($0).entries.last?.row.linearity ?? .nan }
  /// How far the middle unit's median has come.
  public static let medianDrift = Metric<Self>(
    "median_drift", .activation,
    "how far the median of the last nonlinearity's middle unit is from its first value, the mean over looks in the second half of the steps up to the last look"
  ) { record in
    let first = last(record).entries.first?.row.p50 ?? .nan
    return late(record).map { abs($0.p50 - first) }.finiteMean
  }
  /// How wide the middle unit's inputs lie.
  public static let percentileWidth = Metric<Self>(
    "percentile_width", .activation,
    "from the 15th to the 85th percentile of the last nonlinearity's middle unit, the mean over looks in the second half of the steps up to the last look"
  ) { late($0).map { $0.p85 - $0.p15 }.finiteMean }

  public static let metrics = [finalLinearity, medianDrift, percentileWidth]

  private static func last(_ record: Record<Self>) -> Record<Self> {
    let layer = record.entries.map(\.row.layer).max()
    return record.having { $0.layer == layer }
  }

  /// The rows of the last nonlinearity in the second half of what was recorded, which a run that diverged has a half of too.
  private static func late(_ record: Record<Self>) -> [Row] {
    let end = record.entries.last?.step ?? 0
    return last(record).entries.filter { Phase.from(1, of: 2).contains($0.step, of: end) }.map(\.row)
  }

  /// Every nonlinearity.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    ActivationLinearity.measure(try subject.layers(for: self), at: subject.parameters).filter { $0.percentiles.count == 3 }.map { layer in
      var row = Row()
      (row.layer, row.linearity) = (layer.layer, layer.linearity)
      (row.p15, row.p50, row.p85) = (layer.percentiles[0], layer.percentiles[1], layer.percentiles[2])
      return row
    }
  }
}
