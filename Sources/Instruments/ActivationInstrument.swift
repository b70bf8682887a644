public import Records
internal import Statistics
public import Tensors

/// The distribution of every layer's output over the batch and its units (Santurkar et al. 2018, Figures 1, 2, 6 and 9).
public struct ActivationInstrument: Instrument {
  public static let name = "activations"
  public static let version = 1
  public static let meaning = "Moments, percentiles and histograms of every layer's output (Santurkar et al. 2018, Figures 1, 2, 6 and 9)"
  public static let detailFileName: String? = "histograms"

  /// Number of bins.
  public var bins = 100
  /// The first edge.
  public var lower = -5.0
  /// The last edge.
  public var upper = 5.0

  /// Histograms of `bins` bins on [lower, upper).
  public init(bins: Int = 100, lower: Double = -5, upper: Double = 5) {
    (self.bins, self.lower, self.upper) = (bins, lower, upper)
  }

  /// The most bins.
  private static let largestBins = 1_000_000

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("bins", .count, "bins of the histogram", \.bins, .requiredInRequest, .within(1...largestBins)),
    Setting("lower", .activation, "the first bin's lower edge, which belongs to it", \.lower, .requiredInRequest),
    Setting("upper", .activation, "the last bin's upper edge, which does not; above lower", \.upper, .requiredInRequest),
  ]

  /// One layer.
  public struct Row: TableRow {
    /// Index of the layer.
    public var layer = 0
    /// The layer's name.
    public var type = ""
    /// The mean.
    public var mean = Double.nan
    /// The standard deviation (n − 1).
    public var standardDeviation = Double.nan
    /// m₃ / sd³.
    public var skewness = Double.nan
    /// m₄ / sd⁴ − 3.
    public var excessKurtosis = Double.nan
    /// The 15th percentile.
    public var p15 = Double.nan
    /// The median.
    public var p50 = Double.nan
    /// The 85th percentile.
    public var p85 = Double.nan
    /// Values that are infinite or not a number.
    public var nonFinite = 0
    /// The layer's class in PyTorch; none for a row read from a file.
    var className = ""
    /// The node's name; none for a row read from a file.
    var node = ""
    /// Whether the layer's place says which it is, as in a list of layers.
    var isInList = true
    /// Finite values.
    var finite = 0
    /// The counts; nil for a row read from a file.
    var histogram: Histogram?

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("layer", .name, "the layer's index, from 0", \.layer),
      Column("type", .name, "the layer's class", \.type),
      Column("mean", .activation, "the mean over the batch and units", \.mean),
      Column("standard_deviation", .activation, "the standard deviation, with divisor n − 1", \.standardDeviation),
      Column("skewness", .one, "m₃ / sd³", \.skewness),
      Column("excess_kurtosis", .one, "m₄ / sd⁴ − 3", \.excessKurtosis),
      Column("p15", .activation, "the 15th percentile", \.p15),
      Column("p50", .activation, "the median", \.p50),
      Column("p85", .activation, "the 85th percentile", \.p85),
      Column("non_finite", .count, "values that are infinite or not a number; they are in none of the others", \.nonFinite),
    ]
  }

  /// One bin, or what lies below or above all of them.
  public struct Detail: TableRow {
    /// Index of the layer.
    public var layer = 0
    /// The lower edge; −∞ for what lies below all bins.
    public var lower = Double.nan
    /// The upper edge, which does not belong to it; ∞ for what lies above.
    public var upper = Double.nan
    /// Values in it.
    public var count: UInt64 = 0

    /// No values.
    public init() {}

    public static let columns: [Column<Detail>] = [
      Column("layer", .name, "the layer's index, from 0", \.layer),
      Column("lower", .activation, "the bin's lower edge, which belongs to it", \.lower),
      Column("upper", .activation, "the bin's upper edge, which does not", \.upper),
      Column("count", .count, "finite values in it", \.count),
    ]
  }

  public static func details(of row: Row) -> [Detail] {
    guard let histogram = row.histogram else { return [] }
    let edges = [-Double.infinity] + histogram.edges + [.infinity]
    return ([histogram.below] + histogram.counts + [histogram.above]).enumerated().map { bin, count in
      var detail = Detail()
      (detail.layer, detail.lower, detail.upper, detail.count) = (row.layer, edges[bin], edges[bin + 1], count)
      return detail
    }
  }

  public var problem: SettingProblem? {
    if let settingProblem { return settingProblem }
    guard lower < upper, (upper - lower).isFinite else {
      return SettingProblem(place: "", found: "edges \(lower) and \(upper)", expected: "a lower and an upper one")
    }
    return nil
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let probe = try ActivationDistribution<Scalar>(bins: bins, lower: lower, upper: upper)
    let layers = try subject.layers(for: self)
    return probe.measure(layers, at: subject.parameters).map { layer in
      var row = Row()
      row.className = layers.network.className(ofLayer: layer.layer)
      (row.node, row.isInList) = (layers.network.nodes[layer.layer].name, layers.network.isChain)
      (row.layer, row.type, row.histogram) = (layer.layer, layer.name, layer.histogram)
      (row.mean, row.standardDeviation) = (layer.moments.mean, layer.moments.standardDeviation)
      (row.skewness, row.excessKurtosis) = (layer.moments.skewness, layer.moments.excessKurtosis)
      if layer.quantiles.count == 3 { (row.p15, row.p50, row.p85) = (layer.quantiles[0], layer.quantiles[1], layer.quantiles[2]) }
      (row.nonFinite, row.finite) = (layer.nonFinite, layer.moments.count)
      return row
    }
  }

  public func answer(_ rows: [Row]) -> JSONValue {
    [
      "bins": .integer(bins), "lower": .number(lower), "upper": .number(upper),
      "layers": .array(
        rows.map { row in
          let histogram = row.histogram
          var answer: [String: JSONValue] = [
            "name": .string(row.node), "type": .string(row.className), "count": .integer(row.finite + row.nonFinite),
            "mean": .number(row.mean), "standard_deviation": .number(row.standardDeviation), "skewness": .number(row.skewness),
            "excess_kurtosis": .number(row.excessKurtosis), "counts": .array((histogram?.counts ?? []).map { .integer(Int($0)) }),
            "below": .integer(Int(histogram?.below ?? 0)), "above": .integer(Int(histogram?.above ?? 0)),
            "non_finite": .integer(row.nonFinite),
          ]
          if row.isInList { answer["layer"] = .integer(row.layer) }
          return .object(answer)
        }),
    ]
  }
}
