internal import Tensors

/// Gradients of values on their way back through a plan's stages: where each stage writes, and the sums where several stages read one value.
final class GradientFlow<R: Real> {
  private let plan: ExecutionPlan
  private let gradients: ExecutionPlan.Gradients
  private let team: Team
  private let samples: () -> Int
  private let parameterRanges: [Range<Int>]
  /// By value: whether some reader has left its part.
  private var isWritten: [Bool]
  /// Where the stage at hand writes, by input.
  private let destinations: UnsafeMutableBufferPointer<UnsafeMutablePointer<R>?>
  private var base: UnsafeMutablePointer<R>

  init(
    _ plan: ExecutionPlan, _ gradients: ExecutionPlan.Gradients, network: Network, base: UnsafeMutablePointer<R>, team: Team,
    samples: @escaping () -> Int
  ) {
    (self.plan, self.gradients, self.base, self.team, self.samples) = (plan, gradients, base, team, samples)
    parameterRanges = network.parameters.layerRanges
    isWritten = plan.isTrained.map { _ in false }
    destinations = .allocate(capacity: plan.stages.map(\.inputs.count).max() ?? 1)
    destinations.initialize(repeating: nil)
  }

  deinit { destinations.deallocate() }

  /// Starts over, in memory that may have moved, with the output's gradient about to be written.
  func start(base: UnsafeMutablePointer<R>) {
    self.base = base
    for value in isWritten.indices { isWritten[value] = false }
    isWritten[isWritten.count - 1] = true
  }

  /// Where a value's gradient lies.
  func gradient(of value: Int) -> UnsafeMutablePointer<R> {
    guard let buffer = gradients.values[value] else { preconditionFailure("a value whose gradient the plan has") }
    return base + plan.memory.offsets[buffer]
  }

  /// Where a stage puts its gradients, for the inputs that are `wanted`; nil where the stage has nothing to compute, since it hands its gradient on.
  ///
  /// - Parameters:
  ///   - index: the stage.
  ///   - wanted: by value, whether its gradient is wanted.
  ///   - parameters: the gradient of all parameters, where the stage's are wanted.
  func open(_ index: Int, wanted: [Bool], parameters: UnsafeMutablePointer<R>?) -> LayerGradients<R>? {
    let stage = plan.stages[index]
    let output = gradient(of: stage.output)
    guard !stage.operation.passesGradientOn else {
      let count = stage.outputShape.count * samples()
      for value in stage.inputs where wanted[value] {
        let input = gradient(of: value)
        if isWritten[value] {
          team.add(count, input, output, into: input)
        } else if input != output {
          team.copy(count, output, to: input)
        }
        isWritten[value] = true
      }
      return nil
    }
    for (slot, value) in stage.inputs.enumerated() {
      destinations[slot] = nil
      guard wanted[value] else { continue }
      if isWritten[value], let buffer = gradients.temporaries[index][slot] {
        destinations[slot] = base + plan.memory.offsets[buffer]
      } else {
        destinations[slot] = gradient(of: value)
      }
      isWritten[value] = true
    }
    let range = parameterRanges[stage.node]
    var own: UnsafeMutablePointer<R>?
    if let parameters, !range.isEmpty {
      own = gradients.parameters[index].map { base + plan.memory.offsets[$0] } ?? parameters + range.lowerBound
    }
    return LayerGradients(
      output: output, input: destinations[0], parameters: own,
      inputs: stage.inputs.count > 1 ? UnsafePointer(destinations.baseAddress) : nil)
  }

  /// Adds what a stage has put aside to what was there.
  func close(_ index: Int, parameters: UnsafeMutablePointer<R>?) {
    let stage = plan.stages[index]
    for (slot, value) in stage.inputs.enumerated() {
      guard let part = destinations[slot], let buffer = gradients.temporaries[index][slot], part == base + plan.memory.offsets[buffer]
      else { continue }
      let sum = gradient(of: value)
      team.add(stage.inputShapes[slot].count * samples(), sum, part, into: sum)
    }
    if let parameters, let buffer = gradients.parameters[index] {
      let range = parameterRanges[stage.node]
      let sum = parameters + range.lowerBound
      team.add(range.count, sum, base + plan.memory.offsets[buffer], into: sum)
    }
  }
}
