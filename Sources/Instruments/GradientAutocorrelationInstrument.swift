internal import Networks
internal import Objectives
internal import Statistics
public import Tensors

/// How long gradients by the input stay alike along a line of inputs: shattered gradients are white noise (Balduzzi et al. 2017, section 2).
public struct GradientAutocorrelationInstrument: Instrument {
  public static let name = "gradient-autocorrelation"
  public static let version = 1
  public static let meaning =
    "The autocorrelation of an output's gradient by the input along a line between two examples (Balduzzi et al. 2017, section 2)"
  public static let formulas = ["r(l) = Σ_i ⟨g_i − ḡ, g_{i+l} − ḡ⟩ / Σ_i ‖g_i − ḡ‖^2"]

  /// Points of the line, which are one batch.
  public var points = 256

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("points", .count, "points of the line, which are one batch", \.points, .optional, .within(64...4096), usual: 256)
  ]

  /// One distance of points.
  public struct Row: TableRow {
    /// So many points apart.
    public var lag = 0
    /// The autocorrelation.
    public var autocorrelation = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("lag", .name, "how many points of the line one gradient stands behind the other", \.lag),
      Column(
        "autocorrelation", .one,
        "the sum Σᵢ ⟨gᵢ − ḡ, gᵢ₊ₗ − ḡ⟩ / Σᵢ ‖gᵢ − ḡ‖², gᵢ the gradient of the first output, summed over the points, by the input at point i",
        \.autocorrelation
      ),
    ]
  }

  /// The autocorrelation four points on, at the start,
  public static let start = atLag4("gradient_autocorrelation_start", "at the first step") { $0.firstLook }
  /// and at the end.
  public static let end = atLag4("gradient_autocorrelation_end", "at the last look") { $0.lastLook }

  public static let metrics = [start, end]

  private static func atLag4(
    _ name: String, _ words: String, _ look: @escaping @Sendable (Record<Self>) -> Record<Self>
  ) -> Metric<Self> {
    Metric(name, .one, "the autocorrelation at a lag of 4, \(words)") { record in
      return look(record).entries.first { $0.row.lag == 4 }?.row.autocorrelation ?? .nan
    }
  }

  private static let lags = [1, 2, 4, 8, 16, 32]

  /// A line of `points` points, 256 unless given.
  public init(points: Int = 256) { self.points = points }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    guard layers.batch.samples > 1 else { throw InstrumentError.missing(instrument: Self.name, needed: "second example") }
    let gradients = inputGradients(layers, at: subject.parameters)
    let count = layers.network.inputShape.count
    // By input, over the points: [count][points].
    var series = gradients.doubles
    for input in 0..<count {
      let mean = series[input * points..<(input + 1) * points].reduce(0, +) / Double(points)
      for i in input * points..<(input + 1) * points { series[i] -= mean }
    }
    let variance = series.reduce(0) { $0 + $1 * $1 }
    return Self.lags.map { lag in
      var sum = 0.0
      for input in 0..<count {
        for i in input * points..<(input + 1) * points - lag { sum += series[i] * series[i + lag] }
      }
      var row = Row()
      (row.lag, row.autocorrelation) = (lag, sum / variance)
      return row
    }
  }

  /// The gradient by the inputs along the line, one row of points for every value of an input.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private func inputGradients<Scalar: Real>(_ layers: any LayeredObjective<Scalar>, at parameters: [Scalar]) -> [Scalar] {
    let (network, batch) = (layers.network, layers.batch)
    let (shape, outputs) = (network.inputShape, network.outputShape.count)
    let line = Batch<Scalar>(capacity: points, inputShape: shape, outputs: outputs)
    for channel in 0..<shape.channels {
      for position in 0..<shape.positions {
        let first = batch.inputs[channel * batch.samples * shape.positions + position]
        let second = batch.inputs[(channel * batch.samples + 1) * shape.positions + position]
        for point in 0..<points {
          let share = Scalar(Double(point) / Double(points - 1))
          line.inputs[(channel * points + point) * shape.positions + position] = first + share * (second - first)
        }
      }
    }
    let objective = NetworkObjective(network: network, loss: .halfSumSquaredError, batch: line, pass: layers.pass, team: layers.team)
    // With targets one below the first output and equal to the others, the gradient of half the squared error is that of the first output.
    objective.forEachActivation(at: parameters) { node, _, output in
      guard node == network.nodes.count - 1 else { return }
      for i in output.indices { line.targets[i] = output[i] }
    }
    for point in 0..<points { line.targets[point] -= 1 }
    var gradients = [Scalar](onLargePages: 0, count: shape.count * points)
    for node in network.nodes.indices where network.inputs[node].contains(0) {
      let part = objective.values(aroundLayer: node, at: parameters).inputGradient
      for channel in 0..<shape.channels {
        for point in 0..<points {
          for position in 0..<shape.positions {
            gradients[(channel * shape.positions + position) * points + point] +=
              part[(channel * points + point) * shape.positions + position]
          }
        }
      }
    }
    return gradients
  }
}
