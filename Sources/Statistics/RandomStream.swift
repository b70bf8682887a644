internal import CGSL

/// What a random stream is drawn for. Every purpose has streams of its own, so that drawing more for one never moves another.
public enum StreamPurpose: UInt64, Sendable, CaseIterable {
  /// Initial weights, one stream a parameter tensor.
  case initialization = 1
  /// The order of the training examples, one stream an epoch.
  case dataOrder = 2
  /// Noise layers and dropout, one stream a step and layer.
  case noise = 3
  /// Random directions in parameter space.
  case direction = 4
  /// Data sets that are drawn and not read.
  case dataset = 5
  /// Resampling: bootstrap and permutation tests.
  case resampling = 6
  /// Crops and flips of training images, one stream a step.
  case augmentation = 7
  /// Places on a curve that is fitted.
  case path = 8
}

/// A named stream of random numbers: GSL's distributions over Philox4x32-10.
///
/// A stream is fixed by a master seed, a purpose and two indices (an epoch, or a step and a layer). The seed is Philox's key, the rest the
/// upper half of its counter, so that streams of one seed never overlap and none depends on when, where or whether another was drawn.
/// Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public final class RandomStream {
  private let generator: UnsafeMutablePointer<gsl_rng>

  /// The stream of `seed` for `purpose`, at indices (`index`, `part`) from 0 to below 2⁴⁰ and 2¹⁶.
  public init(seed: UInt64, purpose: StreamPurpose, index: Int = 0, part: Int = 0) {
    Library.prepare()
    guard let generator = gsl_rng_alloc(gsl_rng_philox) else { preconditionFailure("no memory for a random generator") }
    self.generator = generator
    restart(seed: seed, purpose: purpose, index: index, part: part)
  }

  deinit { gsl_rng_free(generator) }

  /// Moves to the beginning of another stream, without allocation; indices are as for the initializer.
  public func restart(seed: UInt64, purpose: StreamPurpose, index: Int = 0, part: Int = 0) {
    precondition(index >= 0 && index < 1 << 40 && part >= 0 && part < 1 << 16, "stream indices fit 40 and 16 bits")
    philox_restart(generator, seed, purpose.rawValue << 56 | UInt64(index) << 16 | UInt64(part))
  }

  /// A uniform integer from 0 to below `bound`, which is from 1 to 2³² − 1.
  public func integer(below bound: Int) -> Int {
    precondition(bound > 0 && bound <= Int(UInt32.max), "bound fits 32 bits")
    return Int(gsl_rng_uniform_int(generator, UInt(bound)))
  }

  /// A uniform deviate in [lower, upper), of 53 bits.
  public func uniform(_ lower: Double = 0, _ upper: Double = 1) -> Double {
    var value = 0.0
    stream_fill_uniform_double(generator, lower, upper, &value, 1)
    return value
  }

  /// A normal deviate.
  public func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    mean + gsl_ran_gaussian_ziggurat(generator, standardDeviation)
  }

  /// Fills a buffer with uniform deviates in [lower, upper).
  public func fillUniform(_ buffer: UnsafeMutableBufferPointer<Double>, _ lower: Double, _ upper: Double) {
    stream_fill_uniform_double(generator, lower, upper, buffer.baseAddress, buffer.count)
  }

  /// Fills a buffer with uniform deviates in [lower, upper).
  public func fillUniform(_ buffer: UnsafeMutableBufferPointer<Float>, _ lower: Double, _ upper: Double) {
    stream_fill_uniform_float(generator, lower, upper, buffer.baseAddress, buffer.count)
  }

  /// Fills a buffer with normal deviates.
  public func fillNormal(_ buffer: UnsafeMutableBufferPointer<Double>, mean: Double, standardDeviation: Double) {
    stream_fill_normal_double(generator, mean, standardDeviation, buffer.baseAddress, buffer.count)
  }

  /// Fills a buffer with normal deviates.
  public func fillNormal(_ buffer: UnsafeMutableBufferPointer<Float>, mean: Double, standardDeviation: Double) {
    stream_fill_normal_float(generator, mean, standardDeviation, buffer.baseAddress, buffer.count)
  }

  /// Fills a buffer with independent signs, 1 or −1 with a probability of a half each: 32 from a draw, the first from its lowest bit.
  public func fillSigns(_ buffer: UnsafeMutableBufferPointer<Double>) {
    stream_fill_signs_double(generator, buffer.baseAddress, buffer.count)
  }

  /// Fills a buffer with independent signs, 1 or −1 with a probability of a half each: 32 from a draw, the first from its lowest bit.
  public func fillSigns(_ buffer: UnsafeMutableBufferPointer<Float>) {
    stream_fill_signs_float(generator, buffer.baseAddress, buffer.count)
  }

  /// `count` normal deviates, none or more.
  public func normals(_ count: Int, mean: Double = 0, standardDeviation: Double = 1) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer { fillNormal($0, mean: mean, standardDeviation: standardDeviation) }
    return values
  }

  /// Shuffles in place (Fisher–Yates, GSL's `gsl_ran_shuffle`).
  public func shuffle(_ values: inout [Int32]) {
    // GSL counts down from one less than their number.
    guard !values.isEmpty else { return }
    values.withUnsafeMutableBytes { gsl_ran_shuffle(generator, $0.baseAddress, $0.count / 4, 4) }
  }
}
