internal import Networks
public import Records
public import Tensors

/// Theorem 4.1 at one batch normalization, unit by unit (Santurkar et al. 2018, as corrected).
public struct TheoryInstrument: Instrument {
  public static let name = "theory"
  public static let version = 1
  public static let meaning =
    "What one batch normalization does to the gradient that passes through it, unit by unit (Santurkar et al. 2018, Theorem 4.1)"

  /// The batch normalization.
  public var layer: LayerReference = 0

  /// The theorem at layer `layer`.
  public init(layer: LayerReference) { self.layer = layer }

  /// The first layer.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("layer", .name, "the batch normalization: its index in a list of layers, or its node's name", \.layer, .required)
  ]

  /// One unit.
  public struct Row: TableRow {
    /// The unit.
    public var unit = 0
    /// σ.
    public var sigma = Double.nan
    /// γ.
    public var gamma = Double.nan
    /// ‖∂L/∂z‖².
    public var gradientNormSquared = Double.nan
    /// ‖∂L/∂y‖².
    public var normalizedGradientNormSquared = Double.nan
    /// The right-hand side.
    public var bound = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("unit", .name, "the normalization's unit, from 0", \.unit),
      Column("sigma", .activation, "σ = √(variance + ε) of the unit over the batch", \.sigma),
      Column("gamma", .one, "γ", \.gamma),
      Column("gradient_norm_squared", .one, "‖∂L/∂z‖², z the layer's output", \.gradientNormSquared),
      Column("normalized_gradient_norm_squared", .one, "‖∂L/∂y‖², y the layer's input", \.normalizedGradientNormSquared),
      Column("bound", .one, "γ²/σ² (‖∂L/∂z‖² − ⟨1, ∂L/∂z⟩²/m − ⟨∂L/∂z, ŷ⟩²/m)", \.bound),
    ]
  }

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    let network = layers.network
    let index = layer.index(in: network)
    guard let index, let units = GradientReduction.measure(layers, layer: index, at: subject.parameters) else {
      let found = index.map { network.nodes[$0].layer.name } ?? "no such layer"
      throw InstrumentError.invalidSetting(name: "theory", found: "layer \(layer), \(found)", expected: "a BatchNorm")
    }
    return units.enumerated().map { index, unit in
      var row = Row()
      (row.unit, row.sigma, row.gamma, row.bound) = (index, unit.sigma, unit.gamma, unit.bound)
      (row.gradientNormSquared, row.normalizedGradientNormSquared) = (unit.gradientNormSquared, unit.normalizedGradientNormSquared)
      return row
    }
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.allSatisfy(\.bound.isFinite) ? [] : ["bound of every unit"] }

  public func answer(_ rows: [Row]) -> JSONValue {
    ["layer": layer.json, "units": .array(rows.map(Self.object))]
  }
}
