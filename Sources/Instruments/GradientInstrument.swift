public import Records
public import Tensors

/// The gradient's norm, over all parameters and tensor by tensor.
public struct GradientInstrument: Instrument {
  public static let name = "gradient"
  public static let version = 1
  public static let meaning = "The norm of the gradient, over all parameters and tensor by tensor"

  public typealias Row = TensorNorm

  /// The norms.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    TensorNorm.rows(subject.gradient, subject, for: self)
  }

  public func answer(_ rows: [Row]) -> JSONValue { .object(TensorNorm.answer(rows)) }
}

/// The norm of a vector's part that belongs to one tensor.
public struct TensorNorm: TableRow {
  /// The name of the tensor; `all` for the whole vector.
  public var tensor = ""
  /// ‖·‖₂.
  public var norm = Double.nan

  /// No values.
  public init() {}

  init(_ tensor: String, _ norm: Double) { (self.tensor, self.norm) = (tensor, norm) }

  public static let columns: [Column<TensorNorm>] = [
    Column("tensor", .name, "the parameter, by PyTorch's name; all for the whole vector", \.tensor),
    Column("norm", .gradient, "the Euclidean norm of its part of the vector", \.norm),
  ]

  /// The rows of a vector: the whole first, then its tensors where the subject has any.
  static func rows<Scalar: Real>(_ vector: [Scalar], _ subject: Subject<Scalar>, for instrument: some Instrument) -> [TensorNorm] {
    let entries = (try? subject.layers(for: instrument))?.parameterLayout.entries ?? []
    return [TensorNorm("all", vector.norm)] + entries.map { TensorNorm($0.name, vector.norm(in: $0.range)) }
  }

  /// `norm` and `tensors` of such rows.
  static func answer(_ rows: [TensorNorm]) -> [String: JSONValue] {
    let tensors = rows.dropFirst().map { ($0.tensor, JSONValue.number($0.norm)) }
    return ["norm": .number(rows.first?.norm ?? .nan), "tensors": .object(Dictionary(uniqueKeysWithValues: tensors))]
  }
}
