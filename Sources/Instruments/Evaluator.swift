public import Datasets
public import Networks
internal import Objectives
public import Tensors

/// A network's loss and accuracy over a whole split, in evaluation mode, in batches of bounded memory.
public final class Evaluator<R: Real> {
  private let objective: NetworkObjective<R>
  private let dataset: any Dataset
  private let loss: Loss

  /// An evaluator that sees at most `batchSize` examples at a time; `team` shares the work of a pass.
  public init(network: Network, loss: Loss, dataset: any Dataset, batchSize: Int = 250, team: Team = Team()) {
    self.dataset = dataset
    self.loss = loss
    let largest = Split.allCases.map(dataset.count).max() ?? 1
    let batch = Batch<R>(capacity: min(batchSize, largest), inputShape: network.inputShape, outputs: network.outputShape.count)
    objective = NetworkObjective(network: network, loss: loss, batch: batch, team: team)
  }

  /// The loss and accuracy at θ with running statistics `state`. A half-sum loss is the sum over the whole split, others the mean.
  public func evaluate(_ split: Split, parameters: [R], state: [R]) -> LossValue {
    let objective = objective.passing(Pass(mode: .evaluation, state: state))
    let count = dataset.count(split)
    let indices = (0..<Int32(count)).map(\.self)
    var total = 0.0
    var right = 0.0
    indices.withUnsafeBufferPointer { indices in
      for start in stride(from: 0, to: count, by: objective.batch.capacity) {
        let chunk = UnsafeBufferPointer(rebasing: indices[start..<min(start + objective.batch.capacity, count)])
        dataset.fill(objective.batch, from: split, at: chunk)
        let value = objective.evaluate(at: parameters)
        total += loss == .halfSumSquaredError ? value.loss : value.loss * Double(chunk.count)
        right += value.accuracy * Double(chunk.count)
      }
    }
    let divisor = loss == .halfSumSquaredError ? 1 : Double(count)
    return LossValue(loss: total / divisor, accuracy: right / Double(count))
  }
}
