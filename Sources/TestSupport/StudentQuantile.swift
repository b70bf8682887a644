internal import CGSL

/// Student's 97.5 % quantile: an estimate ± it times its standard error is a 95 % interval.
public func studentQuantile(_ degreesOfFreedom: Int) -> Double { gsl_cdf_tdist_Pinv(0.975, Double(degreesOfFreedom)) }
