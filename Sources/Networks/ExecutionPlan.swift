internal import Tensors

/// What an execution computes, in what order, and where it keeps it: made once from who reads what.
///
/// Time runs over the stages forward, 0 to S − 1, the loss at S, and the stages back, S + 1 to 2S: stage s is passed backward at time 2S − s. Derivatives along a
/// direction follow in the same order, from 2S + 1 on, as often as there are directions. A buffer is in use from the first to the last time that somebody
/// writes or reads it, and its memory serves others before and after.
struct ExecutionPlan {
  /// What the passes are for.
  enum Purpose {
    /// A forward and a backward pass: a value goes with its last reader.
    case training
    /// The same from any stage with a weight matrix on: what such a pass reads of the stages before it is kept.
    case probing
    /// Every layer on its own, forward alone.
    case byLayer
    /// Every layer on its own, with what derivatives along any number of directions read of values and gradients kept.
    case secondOrder
  }

  /// A walk over the stages.
  enum Phase: Int, CaseIterable {
    case forward, backward, forwardTangent, backwardTangent
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
  /// By stage: scalars of every thread's own scratch memory, which lies in front of the common one.
  private(set) var partScratchCounts = [Int]()
  /// By phase and stage.
  private(set) var scratch = Phase.allCases.map { _ in [MemoryPlan.Buffer]() }
  private(set) var gradients = Gradients.none
  /// R{values} and R{gradients}, for `secondOrder` alone.
  private(set) var tangents = [MemoryPlan.Buffer?]()
  private(set) var gradientTangents = Gradients.none
  private(set) var memory = MemoryPlan()

  init(network: Network, samples: Int, precision: Precision, purpose: Purpose, threads: Int) {
    let fuses = purpose == .training || purpose == .probing
    let stages = Self.stages(of: network, fusing: fuses)
    self.stages = stages
    let ranges = network.parameters.layerRanges
    var isTrained = [Bool](repeating: false, count: network.shapes.count)
    for stage in stages { isTrained[stage.output] = !ranges[stage.node].isEmpty || stage.inputs.contains { isTrained[$0] } }
    self.isTrained = isTrained
    firstTrainedStage = stages.firstIndex { !ranges[$0.node].isEmpty } ?? stages.count

    let isSecond = purpose == .secondOrder
    let passes = 2 * stages.count + 1
    let end = isSecond ? 2 * passes : passes
    let asksForGradient = isSecond ? isTrained.indices.map { $0 > 0 } : purpose == .byLayer ? isTrained.map { _ in false } : isTrained
    values = isTrained.map { _ in nil }
    for (index, stage) in stages.enumerated() {
      let count = stage.outputShape.count * samples
      values[stage.output] = memory.reserve(count, from: index, to: index)
      let layer = network.nodes[stage.node].layer
      // Running statistics are moved after everything else, from the cache.
      caches.append(
        memory.reserve(
          layer.cacheCount(for: stage.inputShapes, samples: samples), from: index, to: purpose == .byLayer ? index : end))
      let back = 2 * stages.count - index
      let partScratch = MemoryPlan.aligned(layer.partScratchCount(for: stage.inputShapes, samples: samples, precision: precision))
      partScratchCounts.append(partScratch)
      func reserveScratch(_ phase: Phase, _ needed: Int, at time: Int) {
        scratch[phase.rawValue].append(memory.reserve(needed, from: time, to: time))
      }
      let needed = threads * partScratch + layer.scratchCount(for: stage.inputShapes, samples: samples, precision: precision)
      reserveScratch(.forward, needed, at: index)
      reserveScratch(.backward, asksForGradient[stage.output] ? needed : 0, at: back)
      if isSecond {
        let needed = threads * partScratch + layer.tangentScratchCount(for: stage.inputShapes, samples: samples, precision: precision)
        reserveScratch(.forwardTangent, needed, at: passes + index)
        reserveScratch(.backwardTangent, needed, at: passes + back)
      }
      for input in stage.inputs { if let buffer = values[input] { memory.extend(buffer, to: index) } }
      guard asksForGradient[stage.output], !stage.operation.passesGradientOn else { continue }
      let last = isSecond ? end : back
      if stage.operation.backwardReads.contains(.output), let buffer = values[stage.output] { memory.extend(buffer, to: last) }
      if stage.operation.backwardReads.contains(.inputs) {
        for input in stage.inputs { if let buffer = values[input] { memory.extend(buffer, to: last) } }
      }
    }
    let output = network.nodes.count
    if let buffer = values[output] { memory.extend(buffer, to: isSecond ? end : stages.count) }
    if purpose == .probing { keepPrefixes(network, to: end) }

    // What a stage's R-operator reads beside what its backward pass does: R{inputs} and the output's gradient.
    let readsMore = stages.map { !$0.operation.passesGradientOn && !network.nodes[$0.node].layer.isPiecewiseLinear }
    var isKept = isTrained.map { _ in false }
    for (index, stage) in stages.enumerated() { isKept[stage.output] = readsMore[index] || stage.output == output }
    gradients = Self.gradients(stages, network, asksForGradient, samples, kept: isSecond ? (isKept, end) : nil, &memory)
    if isSecond {
      tangents = isTrained.map { _ in nil }
      for (index, stage) in stages.enumerated() {
        tangents[stage.output] = memory.reserve(stage.outputShape.count * samples, from: passes + index, to: passes + index)
        for input in stage.inputs {
          if let buffer = tangents[input] { memory.extend(buffer, to: passes + (readsMore[index] ? 2 * stages.count - index : index)) }
        }
      }
      if let buffer = tangents[output] { memory.extend(buffer, to: passes + stages.count) }
      gradientTangents = Self.gradients(stages, network, isTrained, samples, after: passes, &memory)
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

  /// Keeps what a stage before one with a weight matrix makes and one from that on reads: a pass from there on finds it.
  private mutating func keepPrefixes(_ network: Network, to end: Int) {
    let weighted = Set(network.parameters.entries.filter(\.isWeightMatrix).map(\.layer))
    let starts = stages.indices.filter { $0 > firstTrainedStage && weighted.contains(stages[$0].node) }
    var producers = [Int](repeating: -1, count: values.count)
    for (index, stage) in stages.enumerated() {
      for input in stage.inputs where starts.contains(where: { producers[input] < $0 && $0 <= index }) {
        if let buffer = values[input] { memory.extend(buffer, to: end) }
      }
      producers[stage.output] = index
    }
  }

  /// Places for gradients of the values that are asked for, in a backward pass whose forward pass starts at time `start`. With `kept` every gradient has a buffer of
  /// its own, and those of these values last until then.
  private static func gradients(
    _ stages: [Stage], _ network: Network, _ isAsked: [Bool], _ samples: Int, after start: Int = 0,
    kept: (values: [Bool], last: Int)? = nil, _ memory: inout MemoryPlan
  ) -> Gradients {
    let end = start + 2 * stages.count
    var gradients = Gradients(
      values: isAsked.map { _ in nil }, temporaries: stages.map { $0.inputs.map { _ in nil } }, parameters: stages.map { _ in nil })
    var producers = [Int](repeating: -1, count: isAsked.count)
    var readers = [[Int]](repeating: [], count: isAsked.count)
    for (index, stage) in stages.enumerated() {
      producers[stage.output] = index
      for input in stage.inputs { readers[input].append(index) }
    }
    /// Of the values that share a buffer: the earliest stage that makes one, and those which stages that are still to be passed read. A value leaves the list
    /// once and for all: the walk goes backwards.
    var sharers = [MemoryPlan.Buffer: (firstProducer: Int, pending: [Int])]()
    func reserve(_ value: Int, from time: Int) {
      guard isAsked[value], gradients.values[value] == nil else { return }
      let buffer = memory.reserve(
        network.shapes[value].count * samples, from: time, to: kept.flatMap { $0.values[value] ? $0.last : nil } ?? end - producers[value])
      gradients.values[value] = buffer
      sharers[buffer] = (producers[value], [value])
    }
    /// Lets `value` lie where the gradient that a stage hands on lies, if nothing is added there while another still has to be read.
    func share(_ value: Int, _ stage: Int, _ buffer: MemoryPlan.Buffer) -> Bool {
      guard kept == nil, var shared = sharers[buffer] else { return false }
      func pendingReader(_ value: Int) -> Int { readers[value].last { $0 < stage } ?? -1 }
      shared.pending.removeAll { pendingReader($0) < 0 }
      let mayShare = pendingReader(value) < shared.firstProducer && shared.pending.allSatisfy { pendingReader($0) < producers[value] }
      if mayShare { shared = (min(shared.firstProducer, producers[value]), shared.pending + [value]) }
      sharers[buffer] = shared
      return mayShare
    }
    reserve(network.nodes.count, from: start + stages.count)
    var brought = Set<Int>()
    for (index, stage) in stages.enumerated().reversed() where isAsked[stage.output] {
      let time = end - index
      let times = Dictionary(stage.inputs.map { ($0, 1) }, uniquingKeysWith: +)
      for (slot, value) in stage.inputs.enumerated() where isAsked[value] {
        let isFirst = gradients.values[value] == nil
        if stage.operation.passesGradientOn {
          if isFirst, times[value] == 1, let buffer = gradients.values[stage.output],
            share(value, index, buffer)
          {
            gradients.values[value] = buffer
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
