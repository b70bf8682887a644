internal import Landscape
public import Networks
public import Objectives
public import Tensors

/// How much a small change of the inputs has grown when it comes to a layer.
public struct LayerSensitivity: Equatable, Sendable {
  /// The weight's number among weights, from 0.
  public let weight: Int
  /// (‖h(x + δ) − h(x)‖ / ‖h(x)‖) / (‖δ‖ / ‖x‖) over the whole batch, h being what goes into the weight: the relative change, as a multiple of the
  /// inputs'.
  public let growth: Double
}

/// Measures how a small change of a batch's inputs grows with depth: the chaos that Yang et al. (2019) find in deep networks with batch normalization,
/// and the amplification that Ioffe & Szegedy (2015, section 2) say it prevents.
public struct InputSensitivity<Scalar: Real> {
  /// The seed of its direction.
  public let seed: UInt64

  /// A probe by a random change.
  public init(seed: UInt64 = 0) { self.seed = seed }

  /// The size of the change relative to the inputs' norm: where its own error and rounding are both small.
  private var relativeSize: Double { Scalar.precision == .float64 ? 1e-6 : 1e-3 }

  /// The growth before every weight but the first, at θ. The batch's inputs are as before when it returns.
  public func measure(_ objective: some LayeredObjective<Scalar>, at parameters: [Scalar]) -> [LayerSensitivity] {
    let batch = objective.batch
    let count = batch.samples * batch.inputShape.count
    let inputs = Array(UnsafeBufferPointer(start: batch.inputs, count: count))
    var change: [Scalar] = RandomDirection.normals(count, seed: seed, index: 2, part: 0)
    change.scale(by: relativeSize * inputs.norm / change.norm)

    var before = [Int: [Scalar]]()
    objective.forEachWeightInput(at: parameters) { weight, _, input in before[weight] = Array(input) }
    change.add(1, times: inputs)
    batch.inputs.update(from: change, count: count)
    var sensitivities = [LayerSensitivity]()
    objective.forEachWeightInput(at: parameters) { weight, _, input in
      let reference = before[weight]!
      sensitivities.append(
        LayerSensitivity(weight: weight, growth: Array(input).distance(to: reference) / reference.norm / relativeSize))
    }
    batch.inputs.update(from: inputs, count: count)
    return sensitivities
  }
}
