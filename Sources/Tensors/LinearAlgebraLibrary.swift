internal import CKernels

/// The library behind eigenvalues and eigenvectors; matrix products are the engine's own.
public enum LinearAlgebraLibrary {
  /// Sets the number of threads that it uses in this process. Results of 1 and 2 threads differ in their last bits, so that all programs keep it at 1.
  public static func setThreads(_ threads: Int) { kernel_blas_set_threads(Int32(threads)) }

  /// The processor core that the library's kernels were chosen for.
  public static var core: String { String(cString: kernel_blas_core()) }

  /// The library's own account of its version and build.
  public static var configuration: String { String(cString: kernel_blas_configuration()) }

  /// The file that `cblas_sgemm` was loaded from.
  public static var path: String { String(cString: kernel_blas_library()) }
}
