/// What a variant makes of a model: the layers that stand beside its nonlinearities, on which side of them, and what
/// its weights are functions of.
public struct NormalizationScheme: Sendable {
  /// The layers beside every nonlinearity.
  public var layers: [any Layer]
  /// On which side of the nonlinearity they stand.
  public var place: NormalizationPlace
  /// What the weights are functions of; nil where they are trained themselves.
  public var reparametrization: (any Reparametrization)?

  /// A scheme.
  public init(
    _ layers: [any Layer] = [], place: NormalizationPlace = .before, reparametrization: (any Reparametrization)? = nil
  ) {
    self.layers = layers
    self.place = place
    self.reparametrization = reparametrization
  }

  /// A hidden layer with weights, and the nonlinearity behind it where there is one, with what normalizes them.
  public func block(_ layer: any BilinearLayer, _ nonlinearity: Activation?) -> [any Layer] {
    let nonlinearities: [any Layer] = nonlinearity.map { [$0] } ?? []
    return [weighted(layer)] + (place == .before ? layers + nonlinearities : nonlinearities + layers)
  }

  /// The layer that ends the model. No normalization stands behind it, so that its weights are reparametrized only
  /// where these are all of the scheme.
  public func readOut(_ layer: any BilinearLayer) -> any Layer { layers.isEmpty ? weighted(layer) : layer }

  /// Throws for a scheme behind the nonlinearity, which has no meaning in `model`; its words say why.
  func requirePlaceBefore(_ model: String) throws(NetworkError) {
    guard place == .before || layers.isEmpty else {
      throw .invalidArgument(name: "normalization place", found: "\(place.rawValue), in \(model)", expected: "before")
    }
  }

  /// A layer with weights as the scheme has them.
  func weighted(_ layer: any BilinearLayer) -> any Layer {
    guard let reparametrization else { return layer }
    return Reparametrized(layer, by: reparametrization)
  }
}

/// Where normalization stands: Ioffe & Szegedy (2015, section 3.2) and Santurkar et al. (2018, section 2) have it
/// before the nonlinearity.
public enum NormalizationPlace: String, Codable, Sendable, CaseIterable {
  /// Between a layer with weights and its nonlinearity.
  case before
  /// Behind the nonlinearity.
  case after
}
