internal import Networks
internal import Records
internal import Tensors

/// A batch as files hold it: `x` [N, …input], and `y`, class ids [N] or targets [N, outputs].
enum BatchFile {
  /// Reads a batch for a model.
  ///
  /// - Throws: `RecordError` that names file and tensor.
  static func read<R: Real>(_ path: String, for model: ModelDescription) throws(RecordError) -> Batch<R> {
    func problem(_ text: String) -> RecordError { RecordError(file: path, problem: text) }
    let tensors = try TensorFile.read(path)
    guard let x = tensors["x"], let y = tensors["y"], tensors.count == 2 else {
      throw problem("found tensors \(tensors.keys.sorted()), expected x and y")
    }
    let shape = model.network.inputShape
    guard let samples = x.shape.first, samples > 0, Array(x.shape.dropFirst()) == model.network.inputShape.dimensions else {
      throw problem("x: found shape \(x.shape), expected [N > 0] + \(model.network.inputShape.dimensions)")
    }
    guard x.element.isFloating else { throw problem("x: found dtype \(x.element.rawValue), expected a floating one") }
    let outputs = model.network.outputShape.count
    let batch = Batch<R>(capacity: samples, inputShape: shape, outputs: outputs)
    let values = try finite(x.doubles, R.self, "x", problem)
    for n in 0..<samples {
      for c in 0..<shape.channels {
        for p in 0..<shape.positions {
          batch.inputs[(c * samples + n) * shape.positions + p] = values[(n * shape.channels + c) * shape.positions + p]
        }
      }
    }
    if model.loss.isClassification {
      guard y.shape == [samples], let labels = y.integers else {
        throw problem("y: found \(y.element.rawValue) \(y.shape), expected I64 [\(samples)]")
      }
      for (n, label) in labels.enumerated() {
        guard label >= 0, label < outputs else { throw problem("y: found label \(label) of example \(n), expected 0 to \(outputs - 1)") }
        batch.labels[n] = Int32(label)
      }
    } else {
      guard y.shape == [samples, outputs], y.element.isFloating else {
        throw problem("y: found \(y.element.rawValue) \(y.shape), expected a floating type and [\(samples), \(outputs)]")
      }
      let targets = try finite(y.doubles, R.self, "y", problem)
      for n in 0..<samples { for k in 0..<outputs { batch.targets[k * samples + n] = targets[n * outputs + k] } }
    }
    return batch
  }

  private static func finite<R: Real>(
    _ values: [Double], _ type: R.Type, _ name: String, _ problem: (String) -> RecordError
  ) throws(RecordError) -> [R] {
    let converted = values.map { R($0) }
    guard let index = converted.firstIndex(where: { !$0.isFinite }) else { return converted }
    throw problem("\(name): found \(values[index]) at element \(index), expected a finite \(R.precision.rawValue)")
  }
}
