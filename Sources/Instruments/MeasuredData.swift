internal import Datasets
internal import Landscape
internal import Networks
internal import Objectives
public import Records
internal import Tensors

/// What a loss is averaged over where that is not the subject's own batch, and what normalizations work with there.
public struct MeasuredData: Configurable, SettingValue {
  /// The first so many training examples of the run, without augmentation; nil for the subject's own batch.
  public var examples: Int?
  /// Examples of a batch, over which batch statistics are taken; the run's own number unless given. Batches count by their examples. Without `examples` it is the
  /// subject's own batch that is cut into such batches: a case's batch may be a whole data set.
  public var batchSize: Int?
  /// What normalizations work with; batch statistics unless given. With running ones the loss is that of evaluation, with statistics held still.
  public var statistics: StatisticsSource?

  /// The subject's own batch in training mode.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting(
      "examples", .count, "so many training examples of the run, the first, without augmentation; the step's batch unless given",
      \.examples,
      .alongRun, .positive),
    Setting(
      "batch_size", .count,
      "examples of a batch, over which batch statistics are taken: of the run's examples, its own number unless given; else the batch itself is cut into such batches",
      \.batchSize, .optional, .positive),
    Setting("statistics", .name, "what normalizations work with there", \.statistics, usual: .batch),
  ]

  public static var schema: [String: JSONValue] { requestSettings }
  public var json: JSONValue {
    let settings: [(String, JSONValue?)] = [
      ("examples", examples.map { .integer($0) }), ("batch_size", batchSize.map { .integer($0) }), ("statistics", statistics?.json),
    ]
    return .object(Dictionary(uniqueKeysWithValues: settings.compactMap { name, value in value.map { (name, $0) } }))
  }

  /// Data; the subject's own batch in training mode unless said otherwise.
  public init(examples: Int? = nil, batchSize: Int? = nil, statistics: StatisticsSource? = nil) {
    (self.examples, self.batchSize, self.statistics) = (examples, batchSize, statistics)
  }

  // Both protocols have one of their own.
  public var problem: SettingProblem? { settingProblem }
}

extension Subject {
  /// The loss over other data than the subject's own batch; the subject's own function where `data` is nil.
  ///
  /// - Throws: `InstrumentError.missing` for a function without second derivatives or layers, or for examples of a run where there is none,
  ///   `InstrumentError.invalidSetting` for more examples than there are, or `InstrumentError.notDeterministic`.
  func curvature(over data: MeasuredData?, for instrument: some Instrument) throws(InstrumentError) -> any TwiceDifferentiableObjective<
    Scalar
  > {
    let objective = try mean(over: data, for: instrument)
    try requireDeterminism(of: objective, for: instrument)
    return objective
  }

  private func mean(over data: MeasuredData?, for instrument: some Instrument) throws(InstrumentError) -> any TwiceDifferentiableObjective<
    Scalar
  > {
    guard let data, data != MeasuredData() else { return try curvature(for: instrument) }
    try instrument.validate()
    let layers = try layers(for: instrument)
    func mean(over batches: BatchSequence<Scalar>) -> SurfaceObjective<Scalar> {
      SurfaceObjective(
        network: layers.network, loss: layers.loss, batches: batches, statistics: data.statistics == .running ? .running : .batch,
        state: state, team: layers.team)
    }
    guard let examples = data.examples else {
      if let size = data.batchSize { return mean(over: BatchSequence(layers.batch, 0..<layers.batch.samples, batchSize: size)) }
      return data.statistics == .running ? layers.passing(Pass(mode: .evaluation, state: state)) : layers
    }
    let run = try run(for: instrument)
    let available = run.dataset.count(.training)
    guard examples <= available else {
      throw .invalidSetting(
        name: "\(type(of: instrument).requestKey).data.examples", found: "\(examples)", expected: "at most the \(available) for training")
    }
    return mean(
      over: BatchSequence(
        run.dataset, .training, at: (0..<Int32(examples)).map(\.self), batchSize: min(data.batchSize ?? run.batchSize, examples)))
  }

  /// The loss over each of `count` parts of the data, all of as many examples.
  ///
  /// - Throws: as `curvature(over:for:)`, and `InstrumentError.invalidSetting` for more parts than there are examples.
  func curvature(
    overPartsOf data: MeasuredData?, count: Int, for instrument: some Instrument
  ) throws(InstrumentError) -> [SurfaceObjective<Scalar>] {
    let layers = try layers(for: instrument)
    let examples = data?.examples ?? layers.batch.samples
    guard count <= examples else {
      throw .invalidSetting(
        name: "\(type(of: instrument).requestKey).subsets", found: "\(count)", expected: "at most the \(examples) examples")
    }
    let run = data?.examples == nil ? nil : try run(for: instrument)
    return (0..<count).map { part in
      let size = examples / count
      let batches =
        run.map {
          BatchSequence<Scalar>(
            $0.dataset, .training, at: (Int32(part * size)..<Int32((part + 1) * size)).map(\.self),
            batchSize: min(data?.batchSize ?? $0.batchSize, size))
        } ?? BatchSequence(layers.batch, part * size..<(part + 1) * size, batchSize: data?.batchSize ?? size)
      return SurfaceObjective(
        network: layers.network, loss: layers.loss, batches: batches, statistics: data?.statistics == .running ? .running : .batch,
        state: state, team: layers.team)
    }
  }

  /// Refuses an objective that does not give the same bits again at θ, and names the cause: by the layer where its output is what changes.
  ///
  /// - Throws: `InstrumentError.notDeterministic`.
  func requireDeterminism(
    of objective: some TwiceDifferentiableObjective<Scalar>, for instrument: some Instrument
  ) throws(InstrumentError) {
    guard let fault = Determinism.fault(of: objective, at: parameters) else { return }
    let place = changingLayer(for: instrument).map { ", first seen in the output of layer \($0)" } ?? ""
    throw .notDeterministic(instrument: type(of: instrument).name, cause: fault.description + place)
  }

  /// The name and kind of the first layer whose output changes from one pass to the next; nil where none does, or there are none.
  private func changingLayer(for instrument: some Instrument) -> String? {
    guard let layers = try? layers(for: instrument) else { return nil }
    func outputs() -> [[Scalar]] {
      var outputs = [[Scalar]]()
      layers.forEachActivation(at: parameters) { _, _, output in outputs.append(Array(output)) }
      return outputs
    }
    let (first, second) = (outputs(), outputs())
    // By their bits: a number that is none is not equal to itself.
    func isSame(_ place: Int) -> Bool {
      first[place].withUnsafeBytes { first in second[place].withUnsafeBytes { first.elementsEqual($0) } }
    }
    guard let place = first.indices.first(where: { !isSame($0) }) else { return nil }
    let node = layers.network.nodes[place]
    return "\(node.name) (\(node.layer.name))"
  }
}
