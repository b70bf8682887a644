internal import Statistics
internal import Tensors

/// A network's passes over a batch: the walk over a plan's stages, forward and back, in memory that is shared with other plans.
final class Execution<R: Real> {
  let network: Network
  let batch: Batch<R>
  let plan: ExecutionPlan
  private let workspace: Workspace<R>
  private let table: ValueTable<R>
  private let team: Team
  private let noise = RandomStream(seed: 0, purpose: .noise)
  let gradients: GradientFlow<R>

  /// Passes over `batch` for `purpose` by `team`, in `workspace`, which is made large enough.
  init(network: Network, batch: Batch<R>, purpose: ExecutionPlan.Purpose, workspace: Workspace<R>, team: Team) {
    self.network = network
    self.batch = batch
    self.workspace = workspace
    self.team = team
    plan = ExecutionPlan(
      network: network, samples: batch.capacity, precision: R.precision, purpose: purpose, threads: team.threads)
    workspace.reserve(plan.memory.count)
    table = ValueTable(plan, plan.values, outside: batch.inputs)
    gradients = GradientFlow(plan, plan.gradients, network: network, base: workspace.pointer, team: team) { batch.samples }
  }

  private var stages: [ExecutionPlan.Stage] { plan.stages }
  /// The batch, then the output of every node; what a fused stage does not store points to the batch.
  var values: [UnsafeMutablePointer<R>] { table.values }
  /// The start of the memory that the plan is laid out over.
  var base: UnsafeMutablePointer<R> { workspace.pointer }

  /// The place of a buffer of the plan.
  func pointer(_ buffer: MemoryPlan.Buffer) -> UnsafeMutablePointer<R> { base + plan.memory.offsets[buffer] }

  /// Begins a pass: points everything to where the workspace is now.
  func begin() {
    workspace.begin()
    table.bind(base)
  }

  func forward(_ range: Range<Int>, parameters: UnsafePointer<R>, _ pass: Pass<R>) {
    begin()
    for index in range { run(index, parameters, pass) { stages[index].operation.forward($0) } }
  }

  /// Computes one stage after the other and hands each output to `body` before the next is computed.
  func forward(
    parameters: UnsafePointer<R>, _ pass: Pass<R>, _ body: (_ node: Int, _ output: UnsafeBufferPointer<R>) -> Void
  ) {
    for (index, stage) in stages.enumerated() {
      forward(index..<index + 1, parameters: parameters, pass)
      body(stage.output - 1, UnsafeBufferPointer(start: values[stage.output], count: stage.outputShape.count * batch.samples))
    }
  }

  /// The loss of the output; with its gradient kept for `backward` where asked.
  func loss(_ loss: Loss, withGradient: Bool) -> LossValue {
    let output = network.nodes.count
    if withGradient { gradients.start(base: base) }
    return loss.evaluate(
      values[output], batch, outputs: network.outputShape.count, gradient: withGradient ? gradients.gradient(of: output) : nil)
  }

  /// Walks back to stage `lowest`, after a `loss` with its gradient.
  ///
  /// - Parameters:
  ///   - lowest: the last stage that is passed.
  ///   - wanted: by value, whether its gradient is wanted; what a wanted value is computed to must be wanted too.
  ///   - parameters: θ.
  ///   - pass: as in the forward pass.
  ///   - gradient: where the gradients of parameters go.
  ///   - trains: the stages whose parameters' gradients are wanted.
  func backward(
    to lowest: Int, wanted: [Bool], parameters: UnsafePointer<R>, _ pass: Pass<R>, gradient: UnsafeMutablePointer<R>?,
    trains: (_ stage: Int) -> Bool
  ) {
    for index in stride(from: stages.count - 1, through: lowest, by: -1) where wanted[stages[index].output] {
      backward(through: index, wanted: wanted, parameters: parameters, pass, gradient: trains(index) ? gradient : nil)
    }
  }

  /// Walks back through one stage, after those behind it.
  func backward(
    through index: Int, wanted: [Bool], parameters: UnsafePointer<R>, _ pass: Pass<R>, gradient: UnsafeMutablePointer<R>? = nil
  ) {
    guard let places = gradients.open(index, wanted: wanted, parameters: gradient) else { return }
    run(index, parameters, pass, .backward) { stages[index].operation.backward($0, places) }
    gradients.close(index, parameters: gradient)
  }

  /// Walks back through one stage, to places of the caller's.
  func backward(through index: Int, parameters: UnsafePointer<R>, _ pass: Pass<R>, _ places: LayerGradients<R>) {
    let operation = stages[index].operation
    guard !operation.passesGradientOn else {
      places.input?.update(from: places.output, count: stages[index].outputShape.count * batch.samples)
      return
    }
    run(index, parameters, pass, .backward) { operation.backward($0, places) }
  }

  /// Moves `state` by the batch of the last training-mode forward pass.
  func updateState(_ state: UnsafeMutablePointer<R>, parameters: UnsafePointer<R>, _ pass: Pass<R>) {
    for (index, stage) in stages.enumerated() {
      let offset = network.state.layerRanges[stage.node].lowerBound
      run(index, parameters, pass) { stage.operation.updateState(state + offset, after: $0) }
    }
  }

  /// Lays out one stage's pass, and hands it to `body`.
  func run(
    _ index: Int, _ parameters: UnsafePointer<R>, _ pass: Pass<R>, _ phase: ExecutionPlan.Phase = .forward, _ body: (LayerPass<R>) -> Void
  ) {
    let stage = stages[index]
    noise.restart(seed: pass.noise.seed, purpose: .noise, index: pass.noise.step, part: stage.node)
    let stageInputs = table.inputs(of: index)
    let parts = PartScratch(start: pointer(plan.scratch[phase.rawValue][index]), count: plan.partScratchCounts[index])
    pass.state.withUnsafeBufferPointer { state in
      body(
        LayerPass(
          inputShapes: stage.inputShapes, outputShape: stage.outputShape, samples: batch.samples, mode: pass.mode,
          parameters: parameters + network.parameters.layerRanges[stage.node].lowerBound,
          state: state.isEmpty ? nil : state.baseAddress! + network.state.layerRanges[stage.node].lowerBound, noise: noise,
          input: stageInputs[0], inputs: stage.inputs.count > 1 ? stageInputs : nil, output: table.values[stage.output],
          cache: pointer(plan.caches[index]), scratch: parts.start + team.threads * parts.count, partScratch: parts, team: team))
    }
  }
}
