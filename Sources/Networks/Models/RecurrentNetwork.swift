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

  /// In what order rows are read.
  public enum RowOrder: String, Codable, Sendable, CaseIterable {
    /// From the top of the image to its end.
    case ordered
    /// In one random order, the same for all images and runs.
    case permuted
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
  /// In what order rows are read.
  public var rows: RowOrder

  /// A network that reads rows in their order; both parts are normalized, with statistics by step, as Cooijmans et al. have it.
  public init(
    cell: Cell, hidden: Int = 64, normalized: Part = .both, initializer: RecurrentInitializer = .orthogonal,
    statistics: Statistics = .separate, rows: RowOrder = .ordered
  ) {
    (self.cell, self.hidden, self.normalized) = (cell, hidden, normalized)
    (self.initializer, self.statistics, self.rows) = (initializer, statistics, rows)
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
/// Nodes are named by their part and their step from 0: `ih.0`, `bn_ih.0`, `hh.1`, `bn_hh.1`, `h.27`; parameters belong to the first of them.
///
/// - Throws: `NetworkError` for an input that is neither an image nor a sequence, no units, or a number of outputs that is not positive.
public func recurrentNetwork(
  input: Shape, _ configuration: RecurrentConfiguration, outputs: Int, normalization: NormalizationScheme
) throws(NetworkError) -> Network {
  guard configuration.hidden > 0, configuration.hidden <= Network.largestWindow else {
    throw .invalidArgument(name: "hidden", found: "\(configuration.hidden)", expected: "1 to \(Network.largestWindow)")
  }
  try normalization.requirePlaceBefore("a recurrent network")
  guard input.isImage || input.dimensions.count == 2, input.dimensions[input.isImage ? 1 : 0] < Network.largestWindow else {
    throw .invalidArgument(name: "\(configuration.cell.rawValue) input", found: "\(input)", expected: "an image, or steps × features")
  }
  var assembly = RecurrentAssembly(configuration, normalization)
  let (sequence, steps) = assembly.sequence(of: input)
  var order = (0..<Int32(steps)).map(\.self)
  if configuration.rows == .permuted { RandomStream(seed: 0, purpose: .dataset, index: 1).shuffle(&order) }
  for (step, row) in order.enumerated() {
    assembly.append("x.\(step)", Select(index: Int(row)), [sequence])
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

  /// The rows of an image, of all its channels side by side: the name of the value, and how many there are.
  mutating func sequence(of input: Shape) -> (name: String, steps: Int) {
    guard input.isImage else { return (Node.input, input.channels) }
    var value = Node.input
    if input.channels > 1 {
      append("transpose", Transpose(first: 0, second: 1), [value])
      value = "transpose"
    }
    append("rows", Reshape(dimensions: [input.height, input.channels * input.width]), [value])
    return ("rows", input.height)
  }

  /// One step of the cell, from `x.step` and the state before to `h.step`.
  mutating func advance(_ step: Int) {
    let gates = configuration.cell == .lstm ? 4 * configuration.hidden : configuration.hidden
    let normalizesInput = configuration.normalized != .hidden && !normalization.layers.isEmpty
    var value = "ih.\(step)"
    append(
      value, normalization.weighted(Linear(outputs: gates, bias: !normalizesInput)), ["x.\(step)"], parameters: step > 0 ? "ih.0" : nil)
    if normalizesInput { value = normalized("bn_ih", step, first: 0, value) }
    if step > 0 {
      var recurrent = "hh.\(step)"
      append(
        recurrent, normalization.weighted(Linear(outputs: gates, bias: false, recurrentInitializer: configuration.initializer)),
        ["h.\(step - 1)"],
        parameters: step > 1 ? "hh.1" : nil)
      if configuration.normalized != .input { recurrent = normalized("bn_hh", step, first: 1, recurrent) }
      append("a.\(step)", Add(), [value, recurrent])
      value = "a.\(step)"
    }
    switch configuration.cell {
    case .rnn: append("h.\(step)", Activation.tanh, [value])
    case .lstm: remember(step, value)
    }
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
