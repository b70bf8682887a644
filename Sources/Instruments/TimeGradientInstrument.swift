internal import Foundation
public import Tensors

/// How large gradients are by the states of an unrolled network (Cooijmans et al. 2017, section 4, Figure 1a).
public struct TimeGradientInstrument: Instrument {
  public static let name = "time-gradients"
  public static let version = 1
  public static let meaning = "The gradient by the state at every time step of an unrolled network (Cooijmans et al. 2017, section 4)"
  public static let formulas = ["log_{10}(‖∂L/∂h_1‖ / ‖∂L/∂h_T‖)"]

  /// What the states' nodes are called: `nodes.0`, `nodes.1` and so on, or `nodes`, `nodes@2`, `nodes@3`, as a module that is called again is in an
  /// exported case; `h` unless given.
  public var nodes: String?

  private static let usualNodes = "h"

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting(
      "nodes", .name, "what the states' nodes are called: NAME.0, NAME.1 and so on, or NAME, NAME@2, NAME@3", \.nodes, usual: usualNodes)
  ]

  /// One time step.
  public struct Row: TableRow {
    /// The time step.
    public var time = 0
    /// The norm of the gradient by the state.
    public var gradientNorm = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column(
        "time", .name,
        "the time step, from 0: the number in the name of the node h.0, h.1 and so on, or the state's place among its cell's", \.time),
      Column("gradient_norm", .activationGradient, "‖∂L/∂h‖₂ over the batch, h the state after the time step", \.gradientNorm),
    ]
  }

  /// How much of the gradient comes to the first state, at the start,
  public static let reachStart = reach("time_gradient_start", "at the first step") { $0.firstLook }
  /// and at the end.
  public static let reachEnd = reach("time_gradient_end", "at the last look") { $0.lastLook }

  public static let metrics = [reachStart, reachEnd]

  private static func reach(_ name: String, _ words: String, _ look: @escaping @Sendable (Record<Self>) -> Record<Self>) -> Metric<Self> {
    Metric(name, .one, "log₁₀ of ‖∂L/∂h‖ of the first time step over that of the last, \(words)") { record in
      let norms = look(record).entries.map(\.row.gradientNorm)
      guard norms.count > 1 else { return .nan }
      return log10(norms[0] / norms[norms.count - 1])
    }
  }

  /// Every time step.
  public init(nodes: String? = nil) { self.nodes = nodes }

  /// The time step whose state a node is; nil for other nodes.
  private func time(of node: String, _ family: String) -> Int? {
    if node == family { return 0 }
    if node.hasPrefix("\(family).") { return Int(node.dropFirst(family.count + 1)) }
    guard node.hasPrefix("\(family)@"), let call = Int(node.dropFirst(family.count + 1)) else { return nil }
    return call - 1
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    var times = [Int: Int]()
    let family = nodes ?? Self.usualNodes
    for (index, node) in layers.network.nodes.enumerated() { times[index] = time(of: node.name, family) }
    guard !times.isEmpty else {
      throw InstrumentError.missing(
        instrument: Self.requestKey, needed: "state \(family).0, \(family).1 … or \(family), \(family)@2 … (\"nodes\" names others)")
    }
    var rows = [Row]()
    layers.forEachOutputGradient(at: subject.parameters) { node, gradient in
      guard let time = times[node] else { return }
      var row = Row()
      (row.time, row.gradientNorm) = (time, gradient.norm)
      rows.append(row)
    }
    return rows.sorted { $0.time < $1.time }
  }
}
