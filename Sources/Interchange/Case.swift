public import Networks
public import Records
public import Tensors

/// A model from outside with its weights and a batch: what `measure` reads.
public struct Case<R: Real> {
  /// The network and its loss.
  public let model: ModelDescription
  /// Its parameters.
  public let parameters: [R]
  /// Its running statistics.
  public let state: [R]
  /// The batch.
  public let batch: Batch<R>

  /// Reads `model.json`, `weights.safetensors` and `batch.safetensors` from `folder`.
  ///
  /// - Throws: `RecordError` that names file and tensor.
  public init(folder: String) throws(RecordError) {
    let weightsPath = "\(folder)/weights.safetensors"
    let tensors = try SafeTensors.read(weightsPath)
    model = try ModelDescription(contentsOf: "\(folder)/model.json", tensorNames: Set(tensors.keys))
    parameters = try Weights.vector(model.network.parameters, from: tensors, file: weightsPath)
    state = try Weights.vector(model.network.state, from: tensors, file: weightsPath)
    batch = try Self.batch(at: "\(folder)/batch.safetensors", for: model)
  }

  private static func batch(at path: String, for model: ModelDescription) throws(RecordError) -> Batch<R> {
    let tensors = try SafeTensors.read(path)
    let shape = model.network.inputShape
    let outputs = model.network.outputShape.count
    guard let x = tensors["x"], let y = tensors["y"] else {
      throw RecordError(file: path, problem: "found tensors \(tensors.keys.sorted()), expected x and y")
    }
    let dimensions = shape.isVector ? [shape.channels] : [shape.channels, shape.height, shape.width]
    guard let samples = x.shape.first, samples > 0, Array(x.shape.dropFirst()) == dimensions else {
      throw RecordError(file: path, problem: "x: found shape \(x.shape), expected [N > 0] + \(dimensions)")
    }
    let batch = Batch<R>(capacity: samples, inputShape: shape, outputs: outputs)
    let values = x.doubles
    for n in 0..<samples {
      for c in 0..<shape.channels {
        for p in 0..<shape.positions {
          batch.inputs[(c * samples + n) * shape.positions + p] = R(values[(n * shape.channels + c) * shape.positions + p])
        }
      }
    }
    if model.loss.isClassification {
      guard y.shape == [samples], y.element == .int64 || y.element == .int32 else {
        throw RecordError(file: path, problem: "y: found \(y.element.rawValue) \(y.shape), expected I64 [\(samples)]")
      }
      for (n, label) in y.doubles.enumerated() {
        guard label >= 0, label < Double(outputs) else {
          throw RecordError(file: path, problem: "y: found label \(Int(label)) of example \(n), expected 0 to \(outputs - 1)")
        }
        batch.labels[n] = Int32(label)
      }
    } else {
      guard y.shape == [samples, outputs] else {
        throw RecordError(file: path, problem: "y: found shape \(y.shape), expected [\(samples), \(outputs)]")
      }
      let targets = y.doubles
      for n in 0..<samples { for k in 0..<outputs { batch.targets[k * samples + n] = R(targets[n * outputs + k]) } }
    }
    return batch
  }
}
