internal import Statistics
public import Tensors

/// What a recurrent network is made of, beside its normalization.
public struct RecurrentConfiguration: Codable, Hashable, Sendable {
  /// What takes the state from one step to the next.
  public enum Cell: String, Codable, Sendable, CaseIterable {
    /// h′ = tanh(W_x x + W_h h + b).
    case rnn
    /// Long short-term memory (Hochreiter & Schmidhuber 1997, with forget gates).
    case lstm
  }

  /// What is normalized.
  public enum Part: String, Codable, Sendable, CaseIterable {
    /// What comes from the input (Laurent et al. 2016).
    case input
    /// What comes from the last state.
    case hidden
    /// Both, each on its own (Cooijmans et al. 2017).
    case both
  }

  /// What a step reads, and in what order.
  public enum RowOrder: String, Codable, Sendable, CaseIterable {
    /// Rows, from the top of the image to its end.
    case ordered
    /// Rows in one random order, the same for all images and runs.
    case permuted
    /// The means of 2 × 2 pixels one by one, row after row: 196 steps for 28 × 28 pixels.
    case pixels
  }

  /// When the network reads.
  public enum Reading: String, Codable, Sendable, CaseIterable {
    /// A part of the image at every step.
    case everyStep = "every-step"
    /// The whole image at the first step and nothing later: what a state keeps by itself.
    case start
  }

  /// Whose running statistics a normalization has.
  public enum Statistics: String, Codable, Sendable, CaseIterable {
    /// Every time step has its own (Cooijmans et al. 2017, section 3).
    case separate
    /// All time steps have the same.
    case shared
  }

  /// What takes the state from one step to the next.
  public var cell: Cell
  /// Units of the state.
  public var hidden: Int
  /// What is normalized.
  public var normalized: Part
  /// How W_h starts.
  public var initializer: RecurrentInitializer
  /// Whose running statistics normalizations have.
  public var statistics: Statistics
  /// What a step reads, and in what order.
  public var rows: RowOrder
  /// When the network reads.
  public var reading: Reading

  /// A network that reads rows in their order; both parts are normalized, with statistics by step, as Cooijmans et al. have it.
  public init(
    cell: Cell, hidden: Int = 64, normalized: Part = .both, initializer: RecurrentInitializer = .orthogonal,
    statistics: Statistics = .separate, rows: RowOrder = .ordered, reading: Reading = .everyStep
  ) {
    (self.cell, self.hidden, self.normalized) = (cell, hidden, normalized)
    (self.initializer, self.statistics, self.rows, self.reading) = (initializer, statistics, rows, reading)
  }

  private enum CodingKeys: CodingKey { case cell, hidden, normalized, initializer, statistics, rows, reading }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      cell: try container.decode(Cell.self, forKey: .cell), hidden: try container.decode(Int.self, forKey: .hidden),
      normalized: try container.decode(Part.self, forKey: .normalized),
      initializer: try container.decode(RecurrentInitializer.self, forKey: .initializer),
      statistics: try container.decode(Statistics.self, forKey: .statistics), rows: try container.decode(RowOrder.self, forKey: .rows),
      reading: try container.decodeIfPresent(Reading.self, forKey: .reading) ?? .everyStep)
  }

  /// The reading is written only where it is not the usual one: the hash of a run is that of its JSON, and runs from before there was another keep theirs.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(cell, forKey: .cell)
    try container.encode(hidden, forKey: .hidden)
    try container.encode(normalized, forKey: .normalized)
    try container.encode(initializer, forKey: .initializer)
    try container.encode(statistics, forKey: .statistics)
    try container.encode(rows, forKey: .rows)
    if reading != .everyStep { try container.encode(reading, forKey: .reading) }
  }
}

/// A recurrent network over the rows of an image, unrolled: a copy of the cell for every row, all with the same parameters, and a linear read-out of the last
/// state. With N a normalization (Cooijmans et al. 2017, equations 6 to 10), h₋₁ = c₋₁ = 0:
///
///     a = N(W_x x; γ_x) + N(W_h h; γ_h) + b
///     rnn:   h′ = tanh a
///     lstm:  i, f, g, o = σ(a₁), σ(a₂), tanh a₃, σ(a₄);   c′ = f c + i g;   h′ = o tanh N(c′)
///
/// The bias b is the one of what comes from the input: of N where that is normalized, of the linear layer else. Where W_h h is normalized it brings a β of its
/// own that starts at 0, as PyTorch's recurrent layers have two biases. c′ is normalized only where W_h h is. At the first step the state is 0, and W_h has no part in
/// it. Normalization has γ and β in common for all steps; its running statistics are each step's own unless they are shared.
///
/// A network that reads at the start takes the whole image, all rows or pixels at once, into the first state; later steps are a = N(W_h h; γ_h), as many as
/// there would be with a part of the image each.
///
/// Nodes are named by their part and their step from 0: `ih.0`, `bn_ih.0`, `hh.1`, `bn_hh.1`, `h.27`; parameters belong to the first of them.
///
/// - Throws: `NetworkError` for an input that is neither an image nor a sequence, one of more than `Network.largestWindow` steps or, for pixels, no image of
///   2 × 2 or more; for no units, a number of outputs that is not positive, or normalization behind nonlinearities.
public func recurrentNetwork(
  input: Shape, _ configuration: RecurrentConfiguration, outputs: Int, normalization: NormalizationScheme
) throws(NetworkError) -> Network {
  guard configuration.hidden > 0, configuration.hidden <= Network.largestWindow else {
    throw .invalidArgument(name: "hidden", found: "\(configuration.hidden)", expected: "1 to \(Network.largestWindow)")
  }
  try normalization.requirePlaceBefore("a recurrent network, which normalizes the terms of a sum and not what its nonlinearity takes")
  let readsPixels = configuration.rows == .pixels
  let steps = readsPixels && input.isImage ? (input.height / 2) * (input.width / 2) : input.dimensions[input.isImage ? 1 : 0]
  guard input.isImage || input.dimensions.count == 2 && !readsPixels, (1..<Network.largestWindow).contains(steps) else {
    throw .invalidArgument(
      name: "\(configuration.cell.rawValue) input", found: "\(input)",
      expected: (readsPixels ? "an image of 2×2 or more" : "an image, or steps × features") + ", below \(Network.largestWindow) steps")
  }
  var assembly = RecurrentAssembly(configuration, normalization)
  let sequence = assembly.sequence(of: input)
  var order = (0..<Int32(steps)).map(\.self)
  if configuration.rows == .permuted { RandomStream(seed: 0, purpose: .dataset, index: 1).shuffle(&order) }
  for (step, row) in order.enumerated() {
    switch configuration.reading {
    case .everyStep: assembly.append("x.\(step)", Select(index: Int(row)), [sequence])
    case .start: if step == 0 { assembly.append("x.0", Flatten(), [sequence]) }
    }
    assembly.advance(step)
  }
  assembly.append("fc", normalization.readOut(Linear(outputs: outputs)), ["h.\(steps - 1)"])
  return try Network(input: input, nodes: assembly.nodes)
}

/// An unrolled network on its way.
private struct RecurrentAssembly {
  private let configuration: RecurrentConfiguration
  private let normalization: NormalizationScheme
  private(set) var nodes = [Node]()

  init(_ configuration: RecurrentConfiguration, _ normalization: NormalizationScheme) {
    (self.configuration, self.normalization) = (configuration, normalization)
  }

  mutating func append(_ name: String, _ layer: any Layer, _ inputs: [String], parameters: String? = nil, state: String? = nil) {
    nodes.append(Node(name, layer, inputs, parameters: parameters, state: state))
  }

  /// What steps read, as [steps × features], of all channels side by side: the name of the value.
  mutating func sequence(of input: Shape) -> String {
    guard input.isImage else { return Node.input }
    var value = Node.input
    if configuration.rows == .pixels {
      let pooled = input.height / 2 * (input.width / 2)
      append("pool", Pooling(.average, size: 2), [value])
      guard input.channels > 1 else {
        append("pixels", Reshape(dimensions: [pooled, 1]), ["pool"])
        return "pixels"
      }
      append("planes", Reshape(dimensions: [input.channels, pooled]), ["pool"])
      append("pixels", Transpose(first: 0, second: 1), ["planes"])
      return "pixels"
    }
    if input.channels > 1 {
      append("transpose", Transpose(first: 0, second: 1), [value])
      value = "transpose"
    }
    append("rows", Reshape(dimensions: [input.height, input.channels * input.width]), [value])
    return "rows"
  }

  /// One step of the cell, from `x.step` where there is one and the state before to `h.step`.
  mutating func advance(_ step: Int) {
    let gates = configuration.cell == .lstm ? 4 * configuration.hidden : configuration.hidden
    var terms = [String]()
    if step == 0 || configuration.reading == .everyStep { terms.append(inputTerm(step, gates)) }
    if step > 0 { terms.append(stateTerm(step, gates)) }
    if terms.count == 2 { append("a.\(step)", Add(), terms) }
    let value = terms.count == 2 ? "a.\(step)" : terms[0]
    switch configuration.cell {
    case .rnn: append("h.\(step)", Activation.tanh, [value])
    case .lstm: remember(step, value)
    }
  }

  /// N(W_x x).
  private mutating func inputTerm(_ step: Int, _ gates: Int) -> String {
    let isNormalized = configuration.normalized != .hidden && !normalization.layers.isEmpty
    let value = "ih.\(step)"
    append(
      value, normalization.weighted(Linear(outputs: gates, bias: !isNormalized)), ["x.\(step)"], parameters: step > 0 ? "ih.0" : nil)
    return isNormalized ? normalized("bn_ih", step, first: 0, value) : value
  }

  /// N(W_h h).
  private mutating func stateTerm(_ step: Int, _ gates: Int) -> String {
    let value = "hh.\(step)"
    append(
      value, normalization.weighted(Linear(outputs: gates, bias: false, recurrentInitializer: configuration.initializer)),
      ["h.\(step - 1)"], parameters: step > 1 ? "hh.1" : nil)
    return configuration.normalized != .input ? normalized("bn_hh", step, first: 1, value) : value
  }

  /// The cell and the state of an LSTM, from its gates in PyTorch's order.
  private mutating func remember(_ step: Int, _ gates: String) {
    let size = configuration.hidden
    // There is nothing to forget at the first step.
    for (place, (name, activation)) in [("i", Activation.sigmoid), ("f", .sigmoid), ("g", .tanh), ("o", .sigmoid)].enumerated()
    where name != "f" || step > 0 {
      append("a_\(name).\(step)", Slice(start: place * size, stop: (place + 1) * size), [gates])
      append("\(name).\(step)", activation, ["a_\(name).\(step)"])
    }
    if step == 0 {
      append("c.0", Multiply(), ["i.0", "g.0"])
    } else {
      append("ig.\(step)", Multiply(), ["i.\(step)", "g.\(step)"])
      append("fc.\(step)", Multiply(), ["f.\(step)", "c.\(step - 1)"])
      append("c.\(step)", Add(), ["fc.\(step)", "ig.\(step)"])
    }
    let cell = configuration.normalized == .input ? "c.\(step)" : normalized("bn_c", step, first: 0, "c.\(step)")
    append("tanh_c.\(step)", Activation.tanh, [cell])
    append("h.\(step)", Multiply(), ["o.\(step)", "tanh_c.\(step)"])
  }

  /// The layers of the normalization, with the parameters of the first step that has them.
  private mutating func normalized(_ name: String, _ step: Int, first: Int, _ value: String) -> String {
    var value = value
    for (place, layer) in normalization.layers.enumerated() {
      let suffix = place == 0 ? "" : ".\(place)"
      let owner = step > first ? "\(name).\(first)\(suffix)" : nil
      append(
        "\(name).\(step)\(suffix)", layer, [value], parameters: owner, state: configuration.statistics == .shared ? owner : nil)
      value = "\(name).\(step)\(suffix)"
    }
    return value
  }
}
