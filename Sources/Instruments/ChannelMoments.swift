internal import Foundation
internal import Tensors

/// Means and variances of channels over a batch and its positions, two numbers a channel, summed up over channels.
struct ChannelMoments {
  /// The mean over channels of a channel's variance (biased).
  let variance: Double
  /// The root mean square over channels of a channel's mean.
  let mean: Double

  /// The moments of values that lie channel-major.
  init<R: Real>(_ values: UnsafeBufferPointer<R>, channels: Int) {
    let count = values.count / channels
    var (squares, variances) = (0.0, 0.0)
    for channel in 0..<channels {
      let part = UnsafeBufferPointer(rebasing: values[channel * count..<(channel + 1) * count]).doubles
      let mean = part.reduce(0, +) / Double(count)
      squares += mean * mean
      variances += part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    }
    (variance, mean) = (variances / Double(channels), (squares / Double(channels)).squareRoot())
  }
}

extension UnsafeBufferPointer where Element: Real {
  /// The Euclidean norm, summed in double.
  var norm: Double { doubles.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
