public import Datasets
public import Networks
internal import Objectives
public import Tensors

/// Running statistics for inference from whole training batches, not from moving averages (Ioffe & Szegedy 2015, Algorithm 2, steps 7 to 12):
/// E[x] = E_B[μ_B], Var[x] = m/(m − 1) E_B[σ²_B].
public enum PopulationStatistics {
  /// The state of a network at θ over `batches` training batches of `batchSize`, in the order of `seed`; `team` shares the work of a pass.
  public static func measure<R: Real>(
    network: Network, loss: Loss, dataset: any Dataset, parameters: [R], batchSize: Int, batches: Int, seed: UInt64,
    team: Team = Team()
  ) -> [R] {
    let batch = Batch<R>(capacity: batchSize, inputShape: network.inputShape, outputs: network.outputShape.count)
    let objective = NetworkObjective(network: counting(network), loss: loss, batch: batch, team: team)
    var order = DataOrder(count: dataset.count(.training), batchSize: batchSize, seed: seed)
    var sum = [R](onLargePages: 0, count: network.state.count)
    var state: [R] = network.initialState()
    for step in 0..<batches {
      order.withBatch(at: step) { dataset.fill(batch, from: .training, at: $0) }
      _ = objective.evaluate(at: parameters)
      objective.updateState(&state, at: parameters)
      sum.add(1 / Double(batches), times: state)
    }
    return sum
  }

  /// The network with momenta of 1, so that its running statistics are those of the last batch; of k nodes with one state, the mean of theirs: the first has
  /// a momentum of 1, the second of 1/2, and the last of 1/k. Of ghost batches they are those of the last group: fewer examples, the same means.
  static func counting(_ network: Network) -> Network {
    var users = [Int: Double]()
    let counting = try? network.replacingLayers { node, layer in
      users[network.state.owners[node], default: 0] += 1
      return layer.replacing(momentum: 1 / users[network.state.owners[node], default: 1])
    }
    guard let counting else { preconditionFailure("a momentum changes no shape") }
    return counting
  }
}
