internal import Foundation
internal import Networks
internal import Statistics
public import Tensors

/// By residual block: how much its branch brings beside its short-cut, and the gradient there (De & Smith 2020, section 2).
public struct ResidualBlockInstrument: Instrument {
  public static let name = "residual-blocks"
  public static let version = 1
  public static let meaning =
    "By residual block: the variance of its branch beside that of its short-cut (De & Smith 2020, section 2), and the gradient by their sum"
  public static let formulas = ["ln(Var branch / Var short-cut) = a + b ln place"]

  /// One block.
  public struct Row: TableRow {
    /// Its number among blocks.
    public var block = 0
    /// Its number since short-cuts last had layers of their own.
    public var place = 0
    /// The variance of what comes through its branch.
    public var branchVariance = Double.nan
    /// The variance of what comes by its short-cut.
    public var shortcutVariance = Double.nan
    /// The norm of the gradient by their sum.
    public var gradientNorm = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("block", .name, "the block, by its number among sums of two values, from 1", \.block),
      Column("place", .count, "its number since a short-cut last had layers of its own, from 1", \.place),
      Column(
        "branch_variance", .activationSquared,
        "the variance of a channel of the branch over the batch and positions, the mean over channels; the branch is the longer way to the sum",
        \.branchVariance),
      Column("shortcut_variance", .activationSquared, "the same of the short-cut, the other way", \.shortcutVariance),
      Column("gradient_norm", .activationGradient, "‖∂L/∂(branch + short-cut)‖₂ over the batch", \.gradientNorm),
    ]
  }

  /// The exponent by which branches fade beside their short-cuts.
  public static let shareSlopeStart = Metric<Self>(
    "branch_share_slope_start", .one,
    "the slope of ln(branch variance / short-cut variance) over ln place, by least squares over blocks whose short-cut hands on a sum, at the first step"
  ) { shareSlope($0, from: 2) }

  /// The slope of ln(branch variance / short-cut variance) over ln place at the first step, by least squares over blocks from some place on; not a number for
  /// fewer than two.
  public static func shareSlope(_ record: Record<Self>, from first: Int) -> Double {
    let rows = record.firstLook.entries.map(\.row).filter { $0.place >= first }
    let points = rows.map { (x: log(Double($0.place)), y: log($0.branchVariance / $0.shortcutVariance)) }.filter { $0.y.isFinite }
    guard Set(points.map(\.x)).count > 1 else { return .nan }
    return LeastSquares.slope(x: points.map(\.x), y: points.map(\.y))
  }

  /// How much smaller or larger the gradient is at the first block than at the last.
  public static let gradientRatioStart = Metric<Self>(
    "block_gradient_ratio_start", .one, "‖∂L/∂sum‖ of the first block over that of the last, at the first step"
  ) { record in
    let rows = record.firstLook.entries.map(\.row)
    guard let first = rows.first, let last = rows.last else { return .nan }
    return first.gradientNorm / last.gradientNorm
  }

  public static let metrics = [shareSlopeStart, gradientRatioStart]

  /// Every block.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    let (network, samples) = (layers.network, layers.batch.samples)
    let blocks = ResidualBlock.all(of: network)
    guard !blocks.isEmpty else { return [] }
    let read = Set(blocks.flatMap { [$0.branch, $0.shortcut] })
    var variances = [Int: Double]()
    if read.contains(0) {
      let values = UnsafeBufferPointer(start: UnsafePointer(layers.batch.inputs), count: network.inputShape.count * samples)
      variances[0] = ChannelMoments(values, channels: network.inputShape.channels).variance
    }
    layers.forEachActivation(at: subject.parameters) { node, _, output in
      if read.contains(node + 1) {
        variances[node + 1] = ChannelMoments(output, channels: network.outputShape(ofLayer: node).channels).variance
      }
    }
    var gradients = [Int: Double]()
    let sums = Set(blocks.map(\.node))
    layers.forEachOutputGradient(at: subject.parameters) { node, gradient in
      if sums.contains(node) { gradients[node] = gradient.norm }
    }
    return blocks.enumerated().map { index, block in
      var row = Row()
      (row.block, row.place) = (index + 1, block.place)
      (row.branchVariance, row.shortcutVariance) = (variances[block.branch] ?? .nan, variances[block.shortcut] ?? .nan)
      row.gradientNorm = gradients[block.node] ?? .nan
      return row
    }
  }
}
