internal import CKernels
internal import Tensors

/// Hessian-vector products by the R-operator (Pearlmutter 1994, "Fast exact multiplication by the Hessian"), exact through every layer, batch
/// statistics included: one pass forward and back for values, and beside it one for derivatives along the direction.
final class SecondOrder<R: Real> {
  /// Every layer's values, nothing fused.
  let execution: Execution<R>
  private let layers: [any Layer]
  private let tangents: TangentTable<R>
  private let gradientTangents: GradientFlow<R>

  init(network: Network, batch: Batch<R>, workspace: Workspace<R>) {
    execution = Execution(network: network, batch: batch, purpose: .secondOrder, workspace: workspace)
    layers = network.layers
    tangents = TangentTable(execution.plan, batch)
    gradientTangents = GradientFlow(
      execution.plan, execution.plan.gradientTangents, network: network, base: workspace.pointer
    ) { batch.samples }
  }

  /// Writes Hv over `product`, for H the Hessian of `loss` at θ.
  func product(
    of loss: Loss, parameters: UnsafePointer<R>, _ pass: Pass<R>, direction: UnsafePointer<R>, gradient: UnsafeMutablePointer<R>,
    product: UnsafeMutablePointer<R>
  ) {
    let (network, plan) = (execution.network, execution.plan)
    execution.bind()
    tangents.bind(execution.base)
    for (index, layer) in layers.enumerated() {
      let layerTangents = layerTangents(index, direction)
      execution.run(index, parameters, pass) {
        layer.forward($0)
        layer.forwardTangent($0, layerTangents)
      }
    }
    let output = network.nodes.count
    let gradients = execution.gradients
    gradientTangents.start(base: execution.base)
    _ = execution.loss(loss, withGradient: true)
    loss.gradientTangent(
      execution.values[output], tangents.values[output], samples: execution.batch.samples, outputs: network.outputShape.count,
      into: gradientTangents.gradient(of: output))

    for index in stride(from: layers.count - 1, through: plan.firstTrainedStage, by: -1) where plan.isTrained[index + 1] {
      let places = gradients.open(index, wanted: plan.isTrained, parameters: gradient)
      let tangentPlaces = gradientTangents.open(index, wanted: plan.isTrained, parameters: product)
      guard let places, let tangentPlaces else { continue }
      let both = LayerGradientTangents<R>(
        output: places.output, outputTangent: tangentPlaces.output, inputTangent: tangentPlaces.input,
        parametersTangent: tangentPlaces.parameters, inputTangents: tangentPlaces.inputs)
      let layerTangents = layerTangents(index, direction)
      execution.run(index, parameters, pass, isBackward: true) {
        layers[index].backward($0, places)
        layers[index].backwardTangent($0, layerTangents, both)
      }
      gradients.close(index, parameters: gradient)
      gradientTangents.close(index, parameters: product)
    }
  }

  private func layerTangents(_ index: Int, _ direction: UnsafePointer<R>) -> LayerTangents<R> {
    let inputs = tangents.inputs(of: index)
    return LayerTangents(
      parameters: direction + execution.network.parameters.layerRanges[index].lowerBound, input: inputs[0],
      output: tangents.values[index + 1], inputs: execution.plan.stages[index].inputs.count > 1 ? inputs : nil)
  }
}

/// Where R{value} lies for every value, and what every stage reads of it; the batch does not move.
private final class TangentTable<R: Real> {
  private let plan: ExecutionPlan
  private let still: Storage<R>
  private(set) var values: [UnsafeMutablePointer<R>]
  private let inputs: UnsafeMutableBufferPointer<UnsafePointer<R>>
  private let starts: [Int]

  init(_ plan: ExecutionPlan, _ batch: Batch<R>) {
    self.plan = plan
    let still = Storage<R>(count: batch.inputShape.count * batch.capacity)
    self.still = still
    values = plan.tangents.map { _ in still.pointer }
    starts = plan.stages.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.inputs.count) }
    inputs = .allocate(capacity: starts[plan.stages.count])
    inputs.initialize(repeating: UnsafePointer(still.pointer))
  }

  deinit { inputs.deallocate() }

  func bind(_ base: UnsafeMutablePointer<R>) {
    for (value, buffer) in plan.tangents.enumerated() { if let buffer { values[value] = base + plan.memory.offsets[buffer] } }
    for (index, stage) in plan.stages.enumerated() {
      for (slot, value) in stage.inputs.enumerated() { inputs[starts[index] + slot] = UnsafePointer(values[value]) }
    }
  }

  func inputs(of stage: Int) -> UnsafePointer<UnsafePointer<R>> { UnsafePointer(inputs.baseAddress!) + starts[stage] }
}
