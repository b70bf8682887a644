internal import Foundation
internal import Interchange
internal import Records
internal import Tensors
internal import Training

/// A run in the middle: everything that its end depends on. Random streams and the order of the data follow from the seed and the step alone; what
/// remains is the trainer's vectors and the tables so far.
///
/// A checkpoint is a folder `checkpoint-STEP` with these and a list of their fingerprints; it appears whole, and a damaged one is not believed.
struct Checkpoint<R: Real> {
  let trainer: TrainerState<R>
  let tables: [String: CSVTable]

  private static var prefix: String { "checkpoint-" }

  private struct Contents: Codable {
    var step: Int
    var files: [String: Fingerprint]
  }

  /// Writes the checkpoint into a run's unfinished folder and takes older ones away.
  func write(to folder: String) throws {
    let aside = "\(folder)/unfinished"
    try? FileManager.default.removeItem(atPath: aside)
    try AtomicFiles.makeFolder(aside)
    func vector(_ name: String, _ values: [R]) -> (String, StoredTensor) { (name, Weights.tensor(values, [values.count])) }
    try TensorFile.write(
      [vector("parameters", trainer.parameters), vector("state", trainer.state)]
        + trainer.moments.enumerated().map { vector("moment.\($0)", $1) }, to: "\(aside)/trainer.safetensors")
    for (name, table) in tables { try AtomicFiles.write(table.text, to: "\(aside)/\(name)") }
    let contents = Contents(step: trainer.step, files: try Fingerprint.files(in: aside))
    let path = "\(folder)/\(Self.prefix)\(trainer.step)"
    // The list is its own last line's checksum away from being believed.
    let list = try JSONValue.data(contents)
    try AtomicFiles.write(list + Data("\(Checksum.crc32(list))\n".utf8), to: "\(aside)/contents.json")
    try? FileManager.default.removeItem(atPath: path)
    guard rename(aside, path) == 0 else {
      throw RecordError(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
    }
    for step in Self.steps(in: folder) where step != trainer.step {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(Self.prefix)\(step)")
    }
  }

  private static func steps(in folder: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { $0.hasPrefix(prefix) ? Int($0.dropFirst(prefix.count)) : nil }
  }

  /// The latest whole checkpoint of a run's unfinished folder; nil where there is none. A damaged one is told to `note`.
  static func latest(in folder: String, note: (String) -> Void) -> Checkpoint<R>? {
    for step in steps(in: folder).sorted(by: >) {
      do {
        return try Checkpoint(contentsOf: "\(folder)/\(prefix)\(step)", step: step)
      } catch {
        note("\(error); the checkpoint is not used")
      }
    }
    return nil
  }

  init(trainer: TrainerState<R>, tables: [String: CSVTable]) {
    self.trainer = trainer
    self.tables = tables
  }

  private init(contentsOf folder: String, step: Int) throws {
    let listPath = "\(folder)/contents.json"
    let data = try AtomicFiles.read(listPath)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let end = data.dropLast().lastIndex(of: 0x0A) ?? data.startIndex
    let list = data[...end]
    guard let checksum = UInt32(String(decoding: data[end...], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)),
      Checksum.crc32(Data(list)) == checksum, let contents = try? decoder.decode(Contents.self, from: list), contents.step == step
    else { throw RecordError(file: listPath, problem: "found a damaged list, expected one with its checksum") }
    var files = contents.files
    files["contents.json"] = try Fingerprint(of: listPath)
    if let damage = Fingerprint.firstDamage(in: folder, expected: files) { throw damage }
    let tensors = try TensorFile.read("\(folder)/trainer.safetensors")
    func vector(_ name: String) -> [R] { tensors[name]?.doubles.map { R($0) } ?? [] }
    trainer = TrainerState(
      step: step, parameters: vector("parameters"), state: vector("state"),
      moments: (0..<tensors.count).map { "moment.\($0)" }.filter { tensors[$0] != nil }.map(vector))
    var tables = [String: CSVTable]()
    for name in contents.files.keys where name.hasSuffix(".csv") { tables[name] = try CSVTable(contentsOf: "\(folder)/\(name)") }
    self.tables = tables
  }
}
