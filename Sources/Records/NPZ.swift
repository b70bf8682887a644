internal import CZip
public import Foundation

/// NumPy's archives of named arrays: a zip file with one `name.npy` each (libzip does the zip).
public enum NPZ {
  /// Bytes of the largest archive when unpacked; what promises more is a bomb.
  public static let largestSize: UInt64 = 1 << 32

  /// The archive of named tensors, in the order given, not compressed (as `numpy.savez`).
  ///
  /// - Throws: `RecordError` that names `file`.
  public static func data(_ tensors: [(name: String, tensor: StoredTensor)], file: String) throws(RecordError) -> Data {
    var arrays = [(String, Data)]()
    for (name, tensor) in tensors { arrays.append(("\(name).npy", try NPY.data(tensor, file: file))) }
    return try Archive.pack(arrays, file: file)
  }

  /// Reads an archive's tensors from its bytes; `file` is named in errors.
  ///
  /// - Throws: `RecordError` for a file that is no zip file, or holds anything but whole arrays.
  public static func parse(_ data: Data, file: String) throws(RecordError) -> [String: StoredTensor] {
    var tensors = [String: StoredTensor]()
    for (entry, bytes) in try Archive.unpack(data, file: file) {
      guard entry.hasSuffix(".npy") else {
        throw RecordError(file: file, problem: "\(entry): found no array, expected a name that ends in .npy")
      }
      let name = String(entry.dropLast(4))
      guard tensors.updateValue(try NPY.parse(bytes, file: "\(file): \(entry)"), forKey: name) == nil else {
        throw RecordError(file: file, problem: "\(name): found the name twice, expected each once")
      }
    }
    return tensors
  }
}

/// Zip files in memory.
private enum Archive {
  static func unpack(_ data: Data, file: String) throws(RecordError) -> [(name: String, bytes: Data)] {
    let bytes = [UInt8](data)
    let result: Result<[(name: String, bytes: Data)], RecordError> = bytes.withUnsafeBytes { raw in
      var failure = zip_error_t()
      zip_error_init(&failure)
      defer { zip_error_fini(&failure) }
      guard let source = zip_source_buffer_create(raw.baseAddress, UInt64(raw.count), 0, &failure) else {
        return .failure(problem(file, &failure))
      }
      guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY | ZIP_CHECKCONS), &failure) else {
        zip_source_free(source)
        return .failure(problem(file, &failure))
      }
      defer { zip_discard(archive) }
      return Result { () throws(RecordError) in try entries(of: archive, file: file) }
    }
    return try result.get()
  }

  private static func entries(of archive: OpaquePointer, file: String) throws(RecordError) -> [(name: String, bytes: Data)] {
    var entries = [(name: String, bytes: Data)]()
    var total: UInt64 = 0
    for index in 0..<zip_get_num_entries(archive, 0) {
      var status = zip_stat_t()
      guard zip_stat_index(archive, UInt64(index), 0, &status) == 0, let name = status.name.map({ String(cString: $0) }) else {
        throw RecordError(file: file, problem: "entry \(index): found none that can be read, expected an array")
      }
      // zlib packs a thousandfold at most, so that a size beyond that is a lie.
      let (sum, overflow) = total.addingReportingOverflow(status.size)
      guard !overflow, sum <= NPZ.largestSize, status.size / 1100 <= status.comp_size else {
        throw RecordError(file: file, problem: "\(name): found \(status.size) bytes unpacked, expected at most \(NPZ.largestSize) in all")
      }
      total = sum
      guard let handle = zip_fopen_index(archive, UInt64(index), 0) else {
        throw RecordError(file: file, problem: "\(name): \(String(cString: zip_strerror(archive)))")
      }
      defer { zip_fclose(handle) }
      var bytes = Data(count: Int(status.size))
      var done = 0
      while done < bytes.count {
        let got = bytes.withUnsafeMutableBytes { zip_fread(handle, $0.baseAddress! + done, UInt64($0.count - done)) }
        guard got > 0 else { throw RecordError(file: file, problem: "\(name): found damaged data, expected \(status.size) bytes") }
        done += Int(got)
      }
      // Only a read at the end compares the checksum.
      var byte: UInt8 = 0
      guard zip_fread(handle, &byte, 1) == 0 else {
        throw RecordError(file: file, problem: "\(name): found damaged data, expected its checksum")
      }
      entries.append((name, bytes))
    }
    return entries
  }

  static func pack(_ entries: [(name: String, bytes: Data)], file: String) throws(RecordError) -> Data {
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    guard let source = zip_source_buffer_create(nil, 0, 0, &failure) else { throw problem(file, &failure) }
    zip_source_keep(source)
    defer { zip_source_free(source) }
    guard let archive = zip_open_from_source(source, Int32(ZIP_CREATE | ZIP_TRUNCATE), &failure) else {
      zip_source_free(source)
      throw problem(file, &failure)
    }
    var isClosed = false
    defer { if !isClosed { zip_discard(archive) } }
    for (name, bytes) in entries {
      // libzip reads an entry when the archive is closed, and then frees the copy.
      guard let memory = malloc(max(bytes.count, 1)) else { throw RecordError(file: file, problem: "found no memory for \(name)") }
      bytes.copyBytes(to: UnsafeMutableRawBufferPointer(start: memory, count: bytes.count))
      guard let part = zip_source_buffer(archive, memory, UInt64(bytes.count), 1) else {
        free(memory)
        throw problem(file, zip_get_error(archive))
      }
      let index = zip_file_add(archive, name, part, 0)
      guard index >= 0 else {
        zip_source_free(part)
        throw problem(file, zip_get_error(archive))
      }
      zip_set_file_compression(archive, UInt64(index), ZIP_CM_STORE, 0)
      // The same tensors give the same bytes whatever the hour.
      zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
    }
    guard zip_close(archive) == 0 else { throw problem(file, zip_get_error(archive)) }
    isClosed = true
    var status = zip_stat_t()
    guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw problem(file, zip_source_error(source)) }
    var data = Data(count: Int(status.size))
    let got = data.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, UInt64($0.count)) }
    zip_source_close(source)
    guard got == data.count else { throw RecordError(file: file, problem: "found no archive to read back") }
    return data
  }

  private static func problem(_ file: String, _ error: UnsafeMutablePointer<zip_error_t>) -> RecordError {
    RecordError(file: file, problem: "found no zip archive that can be used (\(String(cString: zip_error_strerror(error)))), expected one")
  }
}
