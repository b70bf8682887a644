internal import CKernels
internal import Tensors

/// Hessian-vector products by the R-operator (Pearlmutter 1994, "Fast exact multiplication by the Hessian"), exact through every layer, batch statistics
/// included. Values and gradients at a point are computed once and kept; every product at the point is then one pass forward and back for derivatives along
/// its direction, twice the work of a gradient.
final class SecondOrder<R: Real> {
  /// Every layer's values, nothing fused.
  let execution: Execution<R>
  private let workspace: Workspace<R>
  private let layers: [any Layer]
  private let tangents: ValueTable<R>
  private let gradientTangents: GradientFlow<R>
  /// What the batch does along a direction: nothing.
  private let still: Storage<R>
  /// The point whose values and gradients the workspace holds, as long as no other pass begins.
  private var kept: (point: NetworkPoint<R>, passes: Int)?

  init(network: Network, batch: Batch<R>, workspace: Workspace<R>, team: Team) {
    self.workspace = workspace
    execution = Execution(network: network, batch: batch, purpose: .secondOrder, workspace: workspace, team: team)
    layers = network.layers
    still = Storage<R>(count: batch.inputShape.count * batch.capacity)
    tangents = ValueTable(execution.plan, execution.plan.tangents, outside: still.pointer)
    gradientTangents = GradientFlow(
      execution.plan, execution.plan.gradientTangents, network: network, base: workspace.pointer, team: team
    ) { batch.samples }
  }

  /// Writes Hv over `product`, for H the Hessian at `point`.
  func product(at point: NetworkPoint<R>, direction: UnsafePointer<R>, product: UnsafeMutablePointer<R>) {
    point.parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else { return }
      if kept?.point !== point || kept?.passes != workspace.passes {
        linearize(point, parameters)
        kept = (point, workspace.passes)
      }
      differentiate(point, parameters, direction)
      differentiateGradient(point, parameters, direction, product)
    }
  }

  /// Writes Gv over `product`, for G = Jᵀ H_out J at `point`, J the outputs' Jacobian and H_out the loss's Hessian by the outputs (Schraudolph 2002, "Fast
  /// curvature matrix-vector products for second-order gradient descent"): derivatives of values along v, H_out of the outputs', and back as a gradient goes.
  /// The point is not one of `product(at:)`, whose gradients would be overwritten.
  func gaussNewtonProduct(at point: NetworkPoint<R>, direction: UnsafePointer<R>, product: UnsafeMutablePointer<R>) {
    let (network, plan) = (execution.network, execution.plan)
    let output = network.nodes.count
    point.parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress, plan.isTrained[output] else { return }
      if kept?.point !== point || kept?.passes != workspace.passes {
        execution.forward(0..<plan.stages.count, parameters: parameters, point.pass)
        kept = (point, workspace.passes)
      }
      differentiate(point, parameters, direction)
      execution.gradients.start(base: execution.base)
      outputGradientTangent(point, into: execution.gradients.gradient(of: output))
      execution.backward(
        to: plan.firstTrainedStage, wanted: plan.isTrained, parameters: parameters, point.pass, gradient: product
      ) { _ in true }
    }
  }

  /// What the loss's own Hessian makes of the outputs' tangent.
  private func outputGradientTangent(_ point: NetworkPoint<R>, into tangent: UnsafeMutablePointer<R>) {
    let output = execution.network.nodes.count
    point.loss.gradientTangent(
      execution.values[output], tangents.values[output], samples: execution.batch.samples,
      outputs: execution.network.outputShape.count, into: tangent)
  }

  /// Values, and gradients of all of them.
  private func linearize(_ point: NetworkPoint<R>, _ parameters: UnsafePointer<R>) {
    let plan = execution.plan
    execution.forward(0..<plan.stages.count, parameters: parameters, point.pass)
    _ = execution.loss(point.loss, withGradient: true)
    execution.backward(
      to: plan.firstTrainedStage, wanted: plan.isTrained, parameters: parameters, point.pass, gradient: nil
    ) { _ in false }
  }

  /// Derivatives of values.
  private func differentiate(_ point: NetworkPoint<R>, _ parameters: UnsafePointer<R>, _ direction: UnsafePointer<R>) {
    tangents.bind(execution.base)
    for (index, layer) in layers.enumerated() {
      let layerTangents = layerTangents(index, direction)
      execution.run(index, parameters, point.pass, .forwardTangent) { layer.forwardTangent($0, layerTangents) }
    }
  }

  /// Derivatives of gradients.
  private func differentiateGradient(
    _ point: NetworkPoint<R>, _ parameters: UnsafePointer<R>, _ direction: UnsafePointer<R>, _ product: UnsafeMutablePointer<R>
  ) {
    let (network, plan) = (execution.network, execution.plan)
    let output = network.nodes.count
    guard plan.isTrained[output] else { return }
    gradientTangents.start(base: execution.base)
    outputGradientTangent(point, into: gradientTangents.gradient(of: output))
    for index in stride(from: layers.count - 1, through: plan.firstTrainedStage, by: -1) where plan.isTrained[index + 1] {
      guard let places = gradientTangents.open(index, wanted: plan.isTrained, parameters: product) else { continue }
      let both = LayerGradientTangents<R>(
        output: UnsafePointer(execution.gradients.gradient(of: index + 1)), outputTangent: places.output, inputTangent: places.input,
        parametersTangent: places.parameters, inputTangents: places.inputs)
      let layerTangents = layerTangents(index, direction)
      execution.run(index, parameters, point.pass, .backwardTangent) { layers[index].backwardTangent($0, layerTangents, both) }
      gradientTangents.close(index, parameters: product)
    }
  }

  private func layerTangents(_ index: Int, _ direction: UnsafePointer<R>) -> LayerTangents<R> {
    let (stage, inputs) = (execution.plan.stages[index], tangents.inputs(of: index))
    return LayerTangents(
      parameters: direction + execution.network.parameters.layerRanges[index].lowerBound, input: inputs[0],
      output: tangents.values[index + 1], inputs: stage.inputs.count > 1 ? inputs : nil,
      isInputStill: !execution.plan.isTrained[stage.inputs[0]])
  }
}

/// Where a network's loss is looked at; one object for all products there.
final class NetworkPoint<R: Real> {
  let parameters: [R]
  let loss: Loss
  let pass: Pass<R>

  init(parameters: [R], loss: Loss, pass: Pass<R>) { (self.parameters, self.loss, self.pass) = (parameters, loss, pass) }
}
