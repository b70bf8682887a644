internal import Foundation
public import Networks
public import Records
public import Tensors

/// A network's parameters and state as files under PyTorch's names.
public enum Weights {
  /// The tensors of a network, its constants among them: what `state_dict` of the same module holds.
  public static func tensors<R: Real>(of network: Network, parameters: [R], state: [R]) -> [(name: String, tensor: StoredTensor)] {
    var all = network.parameters.entries.map { ($0.layer, $0.name, tensor(Array(parameters[$0.range]), $0.dimensions)) }
    all += network.constants.map { ($0.layer, $0.name, tensor($0.values.map { R($0) }, $0.dimensions)) }
    all += network.state.entries.map { entry in
      let values = Array(state[entry.range])
      let isCount = entry.role == .batchCount
      let stored = isCount ? StoredTensor(values.map { Int64($0) }, shape: entry.dimensions) : tensor(values, entry.dimensions)
      return (entry.layer, entry.name, stored)
    }
    return all.sorted { $0.0 < $1.0 }.map { ($0.1, $0.2) }
  }

  /// The tensors of one vector, in a layout's order, with `prefix` before their names.
  public static func tensors<R: Real>(_ layout: TensorLayout, _ vector: [R], prefix: String) -> [(name: String, tensor: StoredTensor)] {
    layout.entries.map { (prefix + $0.name, tensor(Array(vector[$0.range]), $0.dimensions)) }
  }

  /// A tensor in the precision of its values.
  public static func tensor<R: Real>(_ values: [R], _ shape: [Int]) -> StoredTensor {
    switch R.precision {
    case .float32: StoredTensor(values.map { Float($0) }, shape: shape)
    case .float64: StoredTensor(values.map { Double($0) }, shape: shape)
    }
  }

  /// The values of a layout's tensors, joined into one flat vector. Tensors that the layout does not name are left alone; a missing count of batches is 0.
  ///
  /// - Throws: `RecordError` for a tensor that is missing, of another shape or type, or with a value that is no finite
  ///   number in `R`, or is negative in a running variance or norm.
  public static func vector<R: Real>(
    _ layout: TensorLayout, from tensors: [String: StoredTensor], file: String, as type: R.Type = R.self
  ) throws(RecordError) -> [R] {
    // Shapes first: memory for what a file does not hold must not even be asked for.
    for entry in layout.entries {
      guard let tensor = tensors[entry.name] else {
        if entry.role == .batchCount { continue }
        throw RecordError(file: file, problem: "\(entry.name): found no such tensor, expected one of shape \(entry.dimensions)")
      }
      // An image of one pixel has sides of 1 in files and none here.
      guard tensor.shape == entry.dimensions || (tensor.count == entry.range.count && tensor.shape.starts(with: entry.dimensions)) else {
        throw RecordError(file: file, problem: "\(entry.name): found shape \(tensor.shape), expected \(entry.dimensions)")
      }
      guard tensor.element.isFloating || entry.role == .batchCount else {
        throw RecordError(file: file, problem: "\(entry.name): found dtype \(tensor.element.rawValue), expected a floating one")
      }
    }
    var values = [R](repeating: 0, count: layout.count)
    for entry in layout.entries {
      guard let tensor = tensors[entry.name] else { continue }
      for (i, value) in tensor.doubles.enumerated() {
        values[entry.range.lowerBound + i] = R(value)
        guard values[entry.range.lowerBound + i].isFinite else {
          throw RecordError(file: file, problem: "\(entry.name): found \(value) at element \(i), expected a finite \(R.precision.rawValue)")
        }
        guard entry.role != .runningSpread || value >= 0 else {
          throw RecordError(
            file: file, problem: "\(entry.name): found \(value) at element \(i), expected a number from 0")
        }
      }
    }
    return values
  }
}
