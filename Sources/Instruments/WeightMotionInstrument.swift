internal import Foundation
internal import Networks
public import Tensors

/// How every weight moves in the optimizer's next step: what a learning rate means for weights whose size does not count (Li, Lyu & Arora 2020, "Reconciling
/// modern deep learning with traditional optimization analyses"; Wan et al. 2021, "Spherical motion dynamics").
public struct WeightMotionInstrument: Instrument {
  public static let name = "weight-motion"
  public static let version = 1
  public static let meaning =
    "By weight: its norm, and the length and the angle of the optimizer's next step (Wan et al. 2021; for weights whose size a normalization undoes the angle is what moves the function)"

  /// One weight.
  public struct Row: TableRow {
    /// The tensor.
    public var tensor = ""
    /// 1 for a weight whose size a normalization undoes, else 0.
    public var invariant = 0
    /// ‖w‖.
    public var norm = Double.nan
    /// ‖∇L‖ over the weight.
    public var gradient = Double.nan
    /// ‖w₊ − w‖.
    public var step = Double.nan
    /// The angle between w and w₊.
    public var angle = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("tensor", .name, "the weight, by PyTorch's name", \.tensor),
      Column("scale_invariant", .count, "1 for a weight whose size a normalization undoes, 0 for another", \.invariant),
      Column("norm", .parameters, "‖w‖₂", \.norm),
      Column("gradient_norm", .gradient, "‖∇L‖₂ over the weight, without weight decay", \.gradient),
      Column("step_length", .parameters, "‖w₊ − w‖₂, w₊ being where the optimizer's next step leads", \.step),
      Column("angle", .radians, "the angle between w and w₊", \.angle),
    ]
  }

  /// The angle of late steps.
  public static let lateAngle = Metric<Self>(
    "step_angle_late", .radians,
    "the angle of a step, the mean over looks after two thirds of the steps and weights whose size a normalization undoes; none where there are none"
  ) { $0[.after(2, of: 3)].having { $0.invariant == 1 }[\.angle].finiteMean }
  /// The size of late weights.
  public static let lateNorm = Metric<Self>(
    "weight_norm_late", .parameters, "‖w‖₂, the mean over looks after two thirds of the steps and weights"
  ) { $0[.after(2, of: 3)][\.norm].finiteMean }

  public static let metrics = [lateAngle, lateNorm]

  public static let needsRun = true

  /// Every weight.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    guard let next = subject.nextParameters() else {
      throw InstrumentError.missing(instrument: Self.name, needed: "training run")
    }
    let (parameters, invariant) = (subject.parameters, Set(layers.network.scaleInvariantTensors.map(\.name)))
    return layers.parameterLayout.entries.filter(\.isWeightMatrix).map { entry in
      var row = Row()
      (row.tensor, row.invariant) = (entry.name, invariant.contains(entry.name) ? 1 : 0)
      (row.norm, row.gradient) = (parameters.norm(in: entry.range), subject.gradient.norm(in: entry.range))
      row.step = parameters.distance(to: next, in: entry.range)
      row.angle = Self.angle(parameters, next, in: entry.range)
      return row
    }
  }

  /// The angle between two vectors by Kahan's formula, 2 atan2(‖u − v‖, ‖u + v‖) for unit u and v: a cosine near 1 would not tell small angles apart.
  private static func angle<Scalar: Real>(_ a: [Scalar], _ b: [Scalar], in range: Range<Int>) -> Double {
    let (first, second) = (1 / a.norm(in: range), 1 / b.norm(in: range))
    var (difference, sum) = (0.0, 0.0)
    for (a, b) in zip(a.doubles(in: range), b.doubles(in: range)) {
      let (u, v) = (a * first, b * second)
      difference += (u - v) * (u - v)
      sum += (u + v) * (u + v)
    }
    return 2 * atan2(difference.squareRoot(), sum.squareRoot())
  }

  public func notFinite(in rows: [Row]) -> [String] {
    let lost = rows.filter { !$0.angle.isFinite }.map(\.tensor)
    return lost.isEmpty ? [] : ["angle of \(lost.joined(separator: ", "))"]
  }
}
