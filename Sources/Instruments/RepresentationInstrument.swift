internal import Foundation
internal import Statistics
public import Tensors

/// By depth: gradients, sensitivity to the input, effective rank and similarity (Yang et al. 2019; Daneshmand et al. 2020; Kornblith et al. 2019).
public struct RepresentationInstrument: Instrument {
  public static let name = "representations"
  public static let version = 1
  public static let meaning =
    "By depth: each weight's gradient; and of its inputs, the growth of a small change, the effective rank and the similarity to the weight before"
  public static let formulas = [
    "effective rank = exp(−Σ_i p_i ln p_i),  p_i = σ_i / Σ_j σ_j",
    "CKA = ⟨K, K′⟩ / (‖K‖ ‖K′‖) of centred Gram matrices",
  ]

  /// One weight.
  public struct Row: TableRow {
    /// The weight's number among weights.
    public var weight = 0
    /// The norm of its gradient.
    public var gradientNorm = Double.nan
    /// How much a small change of the batch's inputs has grown in front of it.
    public var growth = Double.nan
    /// The effective rank of its inputs.
    public var effectiveRank = Double.nan
    /// CKA with the inputs of the weight before.
    public var similarity = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("weight", .name, "the weight, by its number among weights, from 0", \.weight),
      Column("gradient_norm", .gradient, "‖∇L by the weight‖₂", \.gradientNorm),
      Column("growth", .one, "the relative change of the weight's inputs over the relative change of the batch that made it", \.growth),
      Column(
        "effective_rank", .one,
        "exp of the entropy of the inputs' singular values (Roy & Vetterli 2007); its last digits depend on LAPACK's processor",
        \.effectiveRank),
      Column("similarity", .one, "linear CKA with the inputs of the weight before (Kornblith et al. 2019)", \.similarity),
    ]
  }

  private static let ends: [(name: String, words: String)] = [("start", "at the first step"), ("end", "at the last look")]

  /// By what factor squared gradients grow a layer towards the input.
  public static let gradientGrowthStart = gradientGrowth(ends[0]), gradientGrowthEnd = gradientGrowth(ends[1])
  /// How much a small change of the inputs has grown before the last weight.
  public static let sensitivityStart = atLastWeight(
    "sensitivity", "the growth of a small change of the inputs before the last weight", ends[0], \.growth)
  /// The same at the end.
  public static let sensitivityEnd = atLastWeight(
    "sensitivity", "the growth of a small change of the inputs before the last weight", ends[1], \.growth)
  /// The effective rank of the last weight's inputs.
  public static let effectiveRankStart = atLastWeight(
    "effective_rank", "the effective rank of the last weight's inputs", ends[0], \.effectiveRank)
  /// The same at the end.
  public static let effectiveRankEnd = atLastWeight(
    "effective_rank", "the effective rank of the last weight's inputs", ends[1], \.effectiveRank)
  /// How alike neighbouring weights' inputs are.
  public static let similarityStart = meanSimilarity(ends[0]), similarityEnd = meanSimilarity(ends[1])

  public static let metrics = [
    gradientGrowthStart, gradientGrowthEnd, sensitivityStart, sensitivityEnd, effectiveRankStart, effectiveRankEnd, similarityStart,
    similarityEnd,
  ]

  private static func rows(_ record: Record<Self>, _ end: String) -> [Row] {
    (end == "start" ? record.firstLook : record.lastLook).entries.map(\.row)
  }

  private static func gradientGrowth(_ end: (name: String, words: String)) -> Metric<Self> {
    Metric(
      "gradient_growth_\(end.name)", .one,
      "the factor by which ‖∇L by a weight‖² grows from one weight to the one before it, between the second and the last hidden one, \(end.words)"
    ) { record in
      let norms = rows(record, end.name).map(\.gradientNorm)
      guard norms.count > 3 else { return .nan }
      let ratio = norms[1] / norms[norms.count - 2]
      return exp(log(ratio * ratio) / Double(norms.count - 3))
    }
  }

  private static func atLastWeight(
    _ name: String, _ meaning: String, _ end: (name: String, words: String), _ column: any KeyPath<Row, Double> & Sendable
  ) -> Metric<Self> {
    Metric("\(name)_\(end.name)", .one, "\(meaning), \(end.words)") { rows($0, end.name).last?[keyPath: column] ?? .nan }
  }

  private static func meanSimilarity(_ end: (name: String, words: String)) -> Metric<Self> {
    Metric("similarity_\(end.name)", .one, "linear CKA of neighbouring weights' inputs, the mean over weights, \(end.words)") {
      rows($0, end.name).map(\.similarity).finiteMean
    }
  }

  /// Every weight.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let layers = try subject.layers(for: self)
    let sensitivity = InputSensitivity<Scalar>(seed: subject.run?.seed ?? 0).measure(layers, at: subject.parameters)
    let growth = Dictionary(uniqueKeysWithValues: sensitivity.map { ($0.weight, $0.growth) })
    let representations = Representations.measure(layers, at: subject.parameters)
    let places = Dictionary(uniqueKeysWithValues: representations.map { ($0.weight, $0) })
    return layers.parameterLayout.entries.filter(\.role.isWeight).enumerated().map { weight, entry in
      var row = Row()
      (row.weight, row.gradientNorm, row.growth) = (weight, subject.gradient.norm(in: entry.range), growth[weight] ?? .nan)
      (row.effectiveRank, row.similarity) = (places[weight]?.effectiveRank ?? .nan, places[weight]?.similarity ?? .nan)
      return row
    }
  }
}
