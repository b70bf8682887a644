internal import Foundation
internal import Networks
internal import Statistics
public import Tensors

/// How far channels are from mean 0 in front of every nonlinearity (Bjorck et al. 2018, section 3.3).
public struct ChannelMeanInstrument: Instrument {
  public static let name = "channel-means"
  public static let version = 1
  public static let meaning =
    "In front of every nonlinearity: how far channels are from mean 0 beside their spread (Bjorck et al. 2018, section 3.3)"
  public static let formulas = ["mean / deviation = a + b · number of the nonlinearity"]

  /// The inputs of one nonlinearity.
  public struct Row: TableRow {
    /// The nonlinearity's number.
    public var nonlinearity = 0
    /// The size of channels' means.
    public var mean = Double.nan
    /// The size of their standard deviations.
    public var deviation = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("nonlinearity", .name, "the nonlinearity whose inputs these are, by its number, from 1", \.nonlinearity),
      Column("mean", .activation, "the root mean square over channels of a channel's mean over the batch and positions", \.mean),
      Column("deviation", .activation, "the root mean square over channels of a channel's standard deviation", \.deviation),
    ]
  }

  /// How channel means grow with depth, at the start,
  public static let slopeStart = slope("channel_mean_slope_start", "at the first step") { $0.firstLook }
  /// and at the end.
  public static let slopeEnd = slope("channel_mean_slope_end", "at the last look") { $0.lastLook }

  public static let metrics = [slopeStart, slopeEnd]

  private static func slope(
    _ name: String, _ words: String, _ look: @escaping @Sendable (Record<Self>) -> Record<Self>
  ) -> Metric<Self> {
    Metric(name, .one, "the slope of mean / deviation over the number of the nonlinearity, by least squares, \(words)") { record in
      let points = look(record).entries.map { (x: Double($0.row.nonlinearity), y: $0.row.mean / $0.row.deviation) }
        .filter { $0.y.isFinite }
      guard points.count > 1 else { return .nan }
      return LeastSquares.slope(x: points.map(\.x), y: points.map(\.y))
    }
  }

  /// Every nonlinearity.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    let network = layers.network
    var numbers = [Int: [Int]]()
    for (number, node) in network.nodes.indices.filter({ network.nodes[$0].layer.isNonlinearity }).enumerated() {
      numbers[network.inputs[node][0], default: []].append(number + 1)
    }
    var rows = [Row]()
    layers.forEachActivation(at: subject.parameters) { node, _, output in
      guard let readers = numbers[node + 1] else { return }
      let moments = ChannelMoments(output, channels: network.outputShape(ofLayer: node).channels)
      for number in readers {
        var row = Row()
        (row.nonlinearity, row.mean, row.deviation) = (number, moments.mean, moments.variance.squareRoot())
        rows.append(row)
      }
    }
    return rows.sorted { $0.nonlinearity < $1.nonlinearity }
  }
}
