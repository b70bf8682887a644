internal import Datasets
internal import Instruments
internal import Networks
internal import Tensors
internal import Training

/// The points beside a run's own that paths lead to, made when an instrument asks for them.
struct OtherPoints<R: Real> {
  let configuration: RunConfiguration
  let network: Network
  let dataset: any Dataset
  let team: Team
  /// Told now and then while a partner is trained; may throw to stop it.
  let interrupt: () throws -> Void

  /// The point of a name: `start`, `fresh`, or `other` for the trained partner; nil for another name, and for a partner that the configuration has not.
  func point(_ name: String) throws -> NetworkPosition<R>? {
    switch PathInstrument.Target(rawValue: name) {
    case .start: NetworkPosition(parameters: configuration.initialParameters(of: network), state: network.initialState())
    case .fresh: NetworkPosition(parameters: freshParameters, state: network.initialState())
    case .other: try configuration.partner.map(train)
    case nil: nil
    }
  }

  private var freshParameters: [R] {
    configuration.initializer.parameters(of: network, seed: configuration.partnerSeed, scale: configuration.weightScale)
  }

  /// Trains the partner: the steps that it shares with the run are done again, since a run's moments of back then are not kept.
  private func train(_ partner: Partner) throws -> NetworkPosition<R> {
    let own: Trainer<R> = configuration.trainer(
      of: network, on: dataset, seed: configuration.partnerSeed, from: freshParameters, team: team)
    if let shared = partner.sharedSteps {
      let twin: Trainer<R> = configuration.trainer(
        of: network, on: dataset, seed: configuration.seed, from: configuration.initialParameters(of: network), team: team)
      try advance(twin, to: shared)
      precondition(own.resume(from: twin.snapshot), "a run of the same configuration")
    }
    try advance(own, to: configuration.steps)
    return NetworkPosition(parameters: own.parameters, state: own.state)
  }

  /// Trains up to a step; one that diverges stays where its loss was lost.
  private func advance(_ trainer: Trainer<R>, to step: Int) throws {
    while trainer.step < step, trainer.computeGradient().loss.isFinite {
      trainer.update()
      try interrupt()
    }
  }
}
