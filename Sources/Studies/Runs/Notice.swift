internal import Foundation

/// One line to a person, on standard error.
enum Notice {
  static func write(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
