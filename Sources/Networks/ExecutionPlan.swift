internal import Tensors

/// What an execution computes, in what order, and where it keeps it: made once from who reads what.
///
/// Time runs over the stages forward, 0 to S − 1, the loss at S, and the stages back, S + 1 to 2S: stage s is passed backward at time 2S − s. A buffer is in use
/// from the first to the last time that somebody writes or reads it, and its memory serves others before and after.
struct ExecutionPlan {
  /// What the passes are for.
  enum Purpose {
    /// A forward and a backward pass: a value goes with its last reader.
    case training
    /// The same with all values kept, so that passes can start at any stage.
    case probing
    /// Every layer on its own, forward alone.
    case byLayer
    /// Every layer on its own, with derivatives along a direction beside everything, and gradients of all values.
    case secondOrder
  }

  /// One step of a pass.
  struct Stage {
    let operation: any Operation
    /// The node whose parameters, state, cache and noise it uses: the first of those that it does the work of.
    let node: Int
    /// The values that it reads.
    let inputs: [Int]
    /// The value that it writes.
    let output: Int
    let inputShapes: [Shape]
    let outputShape: Shape
  }

  /// Where gradients of values lie.
  struct Gradients {
    /// By value; nil where nobody asks for it. Values share a buffer where a sum hands one gradient on to several.
    var values: [MemoryPlan.Buffer?]
    /// By stage and input: where a gradient is put before it is added to what an earlier reader left.
    var temporaries: [[MemoryPlan.Buffer?]]
    /// By stage: the same for parameters that a later stage shares.
    var parameters: [MemoryPlan.Buffer?]

    static let none = Gradients(values: [], temporaries: [], parameters: [])
  }

  let stages: [Stage]
  /// By value: whether a parameter has a say in it.
  let isTrained: [Bool]
  /// The first stage with parameters.
  let firstTrainedStage: Int
  /// By value; nil for the batch, and for what a fused stage does not store.
  private(set) var values: [MemoryPlan.Buffer?]
  private(set) var caches = [MemoryPlan.Buffer]()
  /// By stage, for the forward and the backward pass.
  private(set) var scratch = (forward: [MemoryPlan.Buffer](), backward: [MemoryPlan.Buffer]())
  private(set) var gradients = Gradients.none
  /// R{values} and R{gradients}, for `secondOrder` alone.
  private(set) var tangents = [MemoryPlan.Buffer?]()
  private(set) var gradientTangents = Gradients.none
  private(set) var memory = MemoryPlan()

  init(network: Network, samples: Int, precision: Precision, purpose: Purpose) {
    let fuses = purpose == .training || purpose == .probing
    let stages = Self.stages(of: network, fusing: fuses)
    self.stages = stages
    let ranges = network.parameters.layerRanges
    var isTrained = [Bool](repeating: false, count: network.shapes.count)
    for stage in stages { isTrained[stage.output] = !ranges[stage.node].isEmpty || stage.inputs.contains { isTrained[$0] } }
    self.isTrained = isTrained
    firstTrainedStage = stages.firstIndex { !ranges[$0.node].isEmpty } ?? stages.count

    let end = 2 * stages.count + 1
    let isSecond = purpose == .secondOrder
    let asksForGradient = isSecond ? isTrained.indices.map { $0 > 0 } : purpose == .byLayer ? isTrained.map { _ in false } : isTrained
    values = isTrained.map { _ in nil }
    for (index, stage) in stages.enumerated() {
      let count = stage.outputShape.count * samples
      values[stage.output] = memory.reserve(count, from: index, to: purpose == .probing || isSecond ? end : index)
      let layer = network.nodes[stage.node].layer
      let needed =
        isSecond
        ? layer.tangentScratchCount(for: stage.inputShapes, samples: samples, precision: precision)
        : layer.scratchCount(for: stage.inputShapes, samples: samples, precision: precision)
      // Running statistics are moved after everything else, from the cache.
      caches.append(
        memory.reserve(
          layer.cacheCount(for: stage.inputShapes, samples: samples), from: index, to: purpose == .byLayer ? index : end))
      scratch.forward.append(memory.reserve(needed, from: index, to: index))
      let back = 2 * stages.count - index
      scratch.backward.append(memory.reserve(asksForGradient[stage.output] ? needed : 0, from: back, to: back))
      for input in stage.inputs { if let buffer = values[input] { memory.extend(buffer, to: index) } }
      guard asksForGradient[stage.output], !stage.operation.passesGradientOn else { continue }
      if stage.operation.backwardReads.contains(.output), let buffer = values[stage.output] { memory.extend(buffer, to: back) }
      if stage.operation.backwardReads.contains(.inputs) {
        for input in stage.inputs { if let buffer = values[input] { memory.extend(buffer, to: back) } }
      }
    }
    if let buffer = values[network.nodes.count] { memory.extend(buffer, to: stages.count) }

    gradients = Self.gradients(stages, network, asksForGradient, samples, &memory)
    if isSecond {
      tangents = isTrained.map { _ in nil }
      for stage in stages { tangents[stage.output] = memory.reserve(stage.outputShape.count * samples, from: 0, to: end) }
      gradientTangents = Self.gradients(stages, network, asksForGradient, samples, &memory)
    }
    memory.layOut()
  }

  private static func stages(of network: Network, fusing: Bool) -> [Stage] {
    var readers = [[Int]](repeating: [], count: network.shapes.count)
    for (node, inputs) in network.inputs.enumerated() { for input in inputs { readers[input].append(node) } }
    var stages = [Stage]()
    var isDone = [Bool](repeating: false, count: network.nodes.count)
    for (index, node) in network.nodes.enumerated() where !isDone[index] {
      var (operation, last): (any Operation, Int) = (node.layer, index)
      if fusing, readers[index + 1].count == 1, let reader = readers[index + 1].first, network.inputs[reader].count == 1,
        let fused = node.layer.fused(with: network.nodes[reader].layer)
      {
        (operation, last) = (fused, reader)
      }
      isDone[last] = true
      stages.append(
        Stage(
          operation: operation, node: index, inputs: network.inputs[index], output: last + 1,
          inputShapes: network.inputShapes(ofLayer: index), outputShape: network.shapes[last + 1]))
    }
    return stages
  }

  private static func gradients(
    _ stages: [Stage], _ network: Network, _ isAsked: [Bool], _ samples: Int, _ memory: inout MemoryPlan
  ) -> Gradients {
    let end = 2 * stages.count
    var gradients = Gradients(
      values: isAsked.map { _ in nil }, temporaries: stages.map { $0.inputs.map { _ in nil } }, parameters: stages.map { _ in nil })
    var producers = [Int](repeating: -1, count: isAsked.count)
    var readers = [[Int]](repeating: [], count: isAsked.count)
    for (index, stage) in stages.enumerated() {
      producers[stage.output] = index
      for input in stage.inputs { readers[input].append(index) }
    }
    /// The values that share a buffer.
    var sharers = [MemoryPlan.Buffer: [Int]]()
    func reserve(_ value: Int, from time: Int) {
      guard isAsked[value], gradients.values[value] == nil else { return }
      let buffer = memory.reserve(network.shapes[value].count * samples, from: time, to: end - producers[value])
      gradients.values[value] = buffer
      sharers[buffer] = [value]
    }
    /// Whether `value` may lie where the gradient that a stage hands on lies: nothing may be added there while another still has to be read.
    func mayShare(_ value: Int, _ stage: Int, _ buffer: MemoryPlan.Buffer) -> Bool {
      let all = sharers[buffer, default: []] + [value]
      return all.allSatisfy { one in
        all.allSatisfy { other in one == other || readers[one].allSatisfy { $0 >= stage || $0 < producers[other] } }
      }
    }
    reserve(network.nodes.count, from: stages.count)
    var brought = Set<Int>()
    for (index, stage) in stages.enumerated().reversed() where isAsked[stage.output] {
      let time = end - index
      for (slot, value) in stage.inputs.enumerated() where isAsked[value] {
        let isFirst = gradients.values[value] == nil
        if stage.operation.passesGradientOn {
          if isFirst, stage.inputs.filter({ $0 == value }).count == 1, let buffer = gradients.values[stage.output],
            mayShare(value, index, buffer)
          {
            gradients.values[value] = buffer
            sharers[buffer, default: []].append(value)
            memory.extend(buffer, to: end - producers[value])
          }
        } else if !isFirst {
          gradients.temporaries[index][slot] = memory.reserve(network.shapes[value].count * samples, from: time, to: time)
        }
        reserve(value, from: time)
      }
      let owner = network.parameters.owners[stage.node]
      if !brought.insert(owner).inserted {
        gradients.parameters[index] = memory.reserve(network.parameters.layerRanges[owner].count, from: time, to: time)
      }
    }
    return gradients
  }
}
