internal import Networks
internal import Statistics
public import Tensors

/// How far from normal what layers put out is, unit by unit: batch normalization fixes two moments of a unit, not the shape of its distribution.
public struct NormalityInstrument: Instrument {
  public static let name = "normality"
  public static let version = 1
  public static let meaning =
    "By layer of a network: how far its units' outputs are from normal, by the Kolmogorov–Smirnov distance to the normal distribution of their own mean and deviation (Lilliefors 1967)"

  /// Kinds of layers.
  public enum Kind: String, CaseIterable, Sendable {
    /// Layers that undo the size of their inputs.
    case normalization
    /// Layers with a weight matrix.
    case weight
    /// Nonlinearities.
    case nonlinearity
  }

  /// One layer.
  public struct Row: TableRow {
    /// Its kind.
    public var kind = ""
    /// Its number among those of its kind.
    public var number = 0
    /// The median distance over units.
    public var median = Double.nan
    /// The ninth decile.
    public var high = Double.nan
    /// The median magnitude of the skewness.
    public var skewness = Double.nan
    /// The median excess kurtosis.
    public var excessKurtosis = Double.nan
    /// Units that have a distance.
    public var units = 0

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("kind", .name, "normalization, weight or nonlinearity", \.kind),
      Column("number", .name, "the layer's number among those of its kind, from 1", \.number),
      Column(
        "ks_median", .one,
        "sup |F − Φ| of a unit's values over the batch and positions, Φ the normal distribution of their mean and deviation: the median over units",
        \.median),
      Column("ks_high", .one, "the ninth decile over units", \.high),
      Column("skewness", .one, "the magnitude of a unit's skewness, the median over units", \.skewness),
      Column("excess_kurtosis", .one, "a unit's excess kurtosis, the median over units", \.excessKurtosis),
      Column("units", .count, "the units whose values are not all the same", \.units),
    ]
  }

  private static func final(_ name: String, _ words: String, _ kind: Kind) -> Metric<Self> {
    Metric(name, .one, "the median distance from normal of what \(words) put out at the last look, the mean over layers") { record in
      record.lastLook.having { $0.kind == kind.rawValue }[\.median].finiteMean
    }
  }

  /// Of normalizations.
  public static let normalizations = final("normalization_ks_final", "normalizations", .normalization)
  /// Of layers with weights.
  public static let weights = final("weight_ks_final", "layers with weights", .weight)
  /// Of nonlinearities.
  public static let nonlinearities = final("nonlinearity_ks_final", "nonlinearities", .nonlinearity)

  public static let metrics = [normalizations, weights, nonlinearities]

  /// Every layer.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    let network = layers.network
    let weighted = Set(network.parameters.entries.filter(\.isWeightMatrix).map(\.layer))
    var (numbers, rows) = ([Kind: Int](), [Row]())
    layers.forEachActivation(at: subject.parameters) { node, _, output in
      let layer = network.nodes[node].layer.unfrozen
      let kind: Kind? =
        layer.undoesScale
        ? .normalization : layer.isNonlinearity ? .nonlinearity : weighted.contains(network.parameters.owners[node]) ? .weight : nil
      guard let kind else { return }
      numbers[kind, default: 0] += 1
      rows.append(Self.row(output, channels: network.outputShape(ofLayer: node).channels, kind, numbers[kind] ?? 0))
    }
    return rows
  }

  private static func row<Scalar: Real>(
    _ output: UnsafeBufferPointer<Scalar>, channels: Int, _ kind: Kind, _ number: Int
  ) -> Row {
    let count = output.count / channels
    var (distances, skewness, kurtosis) = ([Double](), [Double](), [Double]())
    for channel in 0..<channels {
      let values = UnsafeBufferPointer(rebasing: output[channel * count..<(channel + 1) * count]).doubles
      let distance = NormalDistribution.distance(of: values)
      guard distance.isFinite else { continue }
      let moments = Moments(values)
      distances.append(distance)
      skewness.append(abs(moments.skewness))
      kurtosis.append(moments.excessKurtosis)
    }
    var row = Row()
    (row.kind, row.number, row.units) = (kind.rawValue, number, distances.count)
    (row.median, row.high) = (distances.finiteMedian, distances.finiteQuantile(0.9))
    (row.skewness, row.excessKurtosis) = (skewness.finiteMedian, kurtosis.finiteMedian)
    return row
  }
}
