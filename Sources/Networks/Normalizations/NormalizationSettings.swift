/// What the variants have in common, beside what they divide by.
public struct NormalizationSettings: Codable, Hashable, Sendable {
  /// ε, under the root or beside the norm.
  public var epsilon: Double
  /// The new batch's share of the running statistics.
  public var momentum: Double
  /// Whether γ and β are trained; else they are 1 and 0. Layer, group, instance and root-mean-square normalization
  /// always train them.
  public var affine: Bool
  /// On which side of the nonlinearity normalization stands.
  public var place: NormalizationPlace
  /// Examples of a ghost batch.
  public var ghostBatch: Int
  /// Where every γ starts, of all schemes.
  public var initialScale: Double

  /// The ghost batch unless said otherwise: a quarter of the usual batch of 128. (Hoffer et al. 2017 take 128 of
  /// batches of 4096; 32 is the default of MosaicML's Composer.)
  public static let defaultGhostBatch = 32

  /// Settings; the first three defaults are PyTorch's. `Network` refuses the layers of an ε that is negative or not
  /// finite, of a momentum outside [0, 1], of a ghost batch below 1, or of a γ that does not start at a number from 0.
  public init(
    epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true, place: NormalizationPlace = .before,
    ghostBatch: Int = defaultGhostBatch, initialScale: Double = 1
  ) {
    self.epsilon = epsilon
    self.momentum = momentum
    self.affine = affine
    self.place = place
    self.ghostBatch = ghostBatch
    self.initialScale = initialScale
  }

  /// Keras's defaults: ε = 1e-3, and a momentum of 0.99, which counts the old statistics where PyTorch's counts the
  /// new.
  public static let keras = NormalizationSettings(epsilon: 1e-3, momentum: 0.01)

  private enum CodingKeys: CodingKey { case epsilon, momentum, affine, place, ghostBatch, initialScale }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      epsilon: try container.decode(Double.self, forKey: .epsilon),
      momentum: try container.decode(Double.self, forKey: .momentum),
      affine: try container.decode(Bool.self, forKey: .affine),
      place: try container.decodeIfPresent(NormalizationPlace.self, forKey: .place) ?? .before,
      ghostBatch: try container.decodeIfPresent(Int.self, forKey: .ghostBatch) ?? Self.defaultGhostBatch,
      initialScale: try container.decodeIfPresent(Double.self, forKey: .initialScale) ?? 1)
  }

  /// The place, the ghost batch and the start of γ are written only where they are not the usual ones: the hash of a run is that of its
  /// JSON, and runs from before there were others keep theirs.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(epsilon, forKey: .epsilon)
    try container.encode(momentum, forKey: .momentum)
    try container.encode(affine, forKey: .affine)
    if place != .before { try container.encode(place, forKey: .place) }
    if ghostBatch != Self.defaultGhostBatch { try container.encode(ghostBatch, forKey: .ghostBatch) }
    if initialScale != 1 { try container.encode(initialScale, forKey: .initialScale) }
  }
}
