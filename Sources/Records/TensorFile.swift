internal import Foundation

/// Files of named tensors, told apart by their extension: `.safetensors`, `.npz`.
public enum TensorFile {
  /// A file's tensors.
  ///
  /// - Throws: `RecordError` for a file of another kind, or a damaged one.
  public static func read(_ path: String) throws(RecordError) -> [String: StoredTensor] {
    switch (path as NSString).pathExtension {
    case "safetensors": return try SafeTensors.parse(try AtomicFiles.read(path), file: path)
    case "npz": return try NPZ.parse(try AtomicFiles.read(path), file: path)
    default: throw RecordError(file: path, problem: "found another extension, expected .safetensors or .npz")
    }
  }

  /// Writes tensors, in the order given.
  ///
  /// - Throws: `RecordError` for an extension that is none of the formats', or where the file cannot be written.
  public static func write(_ tensors: [(name: String, tensor: StoredTensor)], to path: String) throws(RecordError) {
    switch (path as NSString).pathExtension {
    case "safetensors": try AtomicFiles.write(try SafeTensors.data(tensors), to: path)
    case "npz": try AtomicFiles.write(try NPZ.data(tensors, file: path), to: path)
    default: throw RecordError(file: path, problem: "found another extension, expected .safetensors or .npz")
    }
  }
}
