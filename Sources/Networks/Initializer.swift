internal import Statistics
public import Tensors

/// How weights start. Biases and β start at 0, γ where its layer says (at 1 unless it says otherwise), the lengths g of weight normalization at those of
/// its v.
public enum Initializer: String, Codable, Sendable, CaseIterable {
  /// U(−a, a), a = √(6 / (fanIn + fanOut)) (Glorot & Bengio 2010, equation 16; also Keras's default for dense and convolution layers).
  case glorotUniform = "glorot-uniform"
  /// N(0, 2 / (fanIn + fanOut)).
  case glorotNormal = "glorot-normal"
  /// U(−a, a), a = √(6 / fanIn) (He et al. 2015, equation 10, as a uniform).
  case heUniform = "he-uniform"
  /// N(0, 2 / fanIn) (He et al. 2015, equation 10).
  case heNormal = "he-normal"
  /// Keras's `he_normal`: N(0, s²) cut off at 2s, with s so that the variance is 2 / fanIn.
  case kerasHeNormal = "keras-he-normal"
  /// Keras's `glorot_normal`: N(0, s²) cut off at 2s, with s so that the variance is 2 / (fanIn + fanOut).
  case kerasGlorotNormal = "keras-glorot-normal"

  /// The standard deviation of N(0, 1) cut off at ±2, the constant by which Keras divides.
  static let truncatedDeviation = 0.87962566103423978

  /// The variance that the weights have.
  public func variance(fanIn: Int, fanOut: Int) -> Double {
    switch self {
    case .glorotUniform, .glorotNormal, .kerasGlorotNormal: 2 / Double(fanIn + fanOut)
    case .heUniform, .heNormal, .kerasHeNormal: 2 / Double(fanIn)
    }
  }

  /// The initial parameters of a network: each tensor from its own stream, so that adding a layer's normalization does not move the weights of
  /// the layers before it. Values are drawn in double and rounded to `R`.
  ///
  /// - Parameters:
  ///   - network: what the parameters are for.
  ///   - seed: the seed of all streams.
  ///   - scale: a factor on every weight.
  ///   - type: what values are rounded to.
  public func parameters<R: Real>(of network: Network, seed: UInt64, scale: Double = 1, as type: R.Type = R.self) -> [R] {
    var values = [R](onLargePages: 0, count: network.parameters.count)
    var weightIndex = 0
    for entry in network.parameters.entries {
      switch entry.role {
      case .weight(let fanIn, let fanOut):
        // Numbered among weights, so that variants of one model start from the same weights.
        let stream = RandomStream(seed: seed, purpose: .initialization, index: weightIndex)
        let deviation = scale * variance(fanIn: fanIn, fanOut: fanOut).squareRoot()
        for (i, value) in draw(entry.range.count, deviation, stream).enumerated() { values[entry.range.lowerBound + i] = R(value) }
        weightIndex += 1
      case .recurrentWeight(let recurrent):
        let order = entry.dimensions[1]
        let stream = RandomStream(seed: seed, purpose: .initialization, index: weightIndex)
        for (i, value) in recurrent.matrix(order: order, blocks: entry.dimensions[0] / order, stream).enumerated() {
          values[entry.range.lowerBound + i] = R(scale * value)
        }
        weightIndex += 1
      case .scale(let start): for i in entry.range { values[i] = R(start) }
      default: break
      }
    }
    for entry in network.parameters.entries where entry.role == .weightNorm {
      guard let weight = network.parameters.entries.first(where: { $0.layer == entry.layer && $0.role.isWeight }) else { continue }
      let count = weight.range.count / entry.range.count
      for (unit, i) in entry.range.enumerated() {
        let start = weight.range.lowerBound + unit * count
        values[i] = R(values.norm(in: start..<start + count))
      }
    }
    return values
  }

  private func draw(_ count: Int, _ deviation: Double, _ stream: RandomStream) -> [Double] {
    switch self {
    case .glorotUniform, .heUniform:
      let limit = deviation * 3.0.squareRoot()
      return (0..<count).map { _ in stream.uniform(-limit, limit) }
    case .glorotNormal, .heNormal:
      return stream.normals(count, standardDeviation: deviation)
    case .kerasHeNormal, .kerasGlorotNormal:
      return (0..<count).map { _ in
        var value = stream.normal()
        while abs(value) > 2 { value = stream.normal() }
        return value * deviation / Self.truncatedDeviation
      }
    }
  }
}
