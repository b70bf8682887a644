import Instruments

extension RowCase {
  static let all: [RowCase] = layers + landscape + runs + details

  /// Rows of runs and their splits.
  private static var runs: [RowCase] {
    [
      of(TrainingInstrument.self, ["step,loss,accuracy,gradient_norm,weight_norm", "7,inf,nan,0.1,1e-300"]) {
        ($0.loss, $0.accuracy, $0.gradientNorm, $0.weightNorm) = (.infinity, .nan, 0.1, 1e-300)
      },
      of(EvaluationInstrument.self, ["step,test_loss,test_accuracy", "7,-inf,0.25"]) { ($0.loss, $0.accuracy) = (-.infinity, 0.25) },
      of(StatisticsInstrument.self, ["step,statistics,test_loss,test_accuracy", "7,population,2.5,nan"]) {
        ($0.statistics, $0.loss, $0.accuracy) = ("population", 2.5, .nan)
      },
      of(
        InspectionInstrument.self,
        ["unit,gamma,beta,moving_mean,moving_variance,normalized_mean,normalized_deviation", "3,1.5,-2.5,3.5,inf,nan,6.5"]
      ) {
        ($0.unit, $0.gamma, $0.beta, $0.movingMean, $0.movingVariance) = (3, 1.5, -2.5, 3.5, .infinity)
        ($0.normalizedMean, $0.normalizedDeviation) = (.nan, 6.5)
      },
    ]
  }

  /// Rows about the loss as a function of all parameters.
  private static var landscape: [RowCase] {
    [
      of(
        LineInstrument.self,
        [
          "step,loss,loss_minimum,loss_maximum,gradient_distance_minimum,gradient_distance_maximum,effective_smoothness,gradient_norm",
          "7,1.5,-2.5,inf,4.5,nan,6.5,7.5",
        ]
      ) {
        ($0.loss, $0.lossMinimum, $0.lossMaximum, $0.gradientDistanceMinimum) = (1.5, -2.5, .infinity, 4.5)
        ($0.gradientDistanceMaximum, $0.effectiveSmoothness, $0.gradientNorm) = (.nan, 6.5, 7.5)
      },
      of(GradientCurvatureInstrument.self, ["step,batch_sharpness,gradient_smoothness,weights_norm", "7,-inf,nan,3.5"]) {
        ($0.batchSharpness, $0.gradientSmoothness, $0.weightsNorm) = (-.infinity, .nan, 3.5)
      },
      of(
        CurvatureInstrument.self,
        ["step,quantity,tensor,rank,value,error,method,parameters", "7,top,0.weight,2,-inf,nan,estimated,1234"]
      ) {
        ($0.quantity, $0.tensor, $0.rank, $0.value) = ("top", "0.weight", 2, -.infinity)
        ($0.error, $0.method, $0.parameters) = (.nan, "estimated", 1234)
      },
      of(SpectrumInstrument.self, ["step,probe,subset,rank,node,weight", "7,2,4,3,-inf,0.25"]) {
        ($0.probe, $0.subset, $0.rank, $0.node, $0.weight) = (2, 4, 3, -.infinity, 0.25)
      },
      of(
        LargestEigenvalueInstrument.self,
        ["step,largest,residual,preconditioned,preconditioned_residual,products", "7,-inf,0.5,nan,2.5,31"]
      ) {
        ($0.largest, $0.residual, $0.preconditioned, $0.preconditionedResidual, $0.products) = (-.infinity, 0.5, .nan, 2.5, 31)
      },
      of(BatchSharpnessInstrument.self, ["step,sharpness,standard_error,ratio_of_means,batches", "7,1.5,nan,-2.5,31"]) {
        ($0.sharpness, $0.standardError, $0.ratioOfMeans, $0.batches) = (1.5, .nan, -2.5, 31)
      },
      of(
        EigenspaceInstrument.self,
        ["step,rank,eigenvalue,residual,batch_share,data_share,weights_norm", "7,2,-inf,0.5,0.25,nan,4.5"]
      ) {
        ($0.rank, $0.eigenvalue, $0.residual, $0.batchShare, $0.dataShare, $0.weightsNorm) = (2, -.infinity, 0.5, 0.25, .nan, 4.5)
      },
      of(TraceInstrument.self, ["step,trace,standard_error,products", "7,-2.5,nan,31"]) {
        ($0.trace, $0.standardError, $0.products) = (-2.5, .nan, 31)
      },
      of(SharpnessInstrument.self, ["step,sam,asam,gradient_curvature", "7,0.5,nan,-inf"]) {
        ($0.ascent, $0.adaptiveAscent, $0.gradientCurvature) = (0.5, .nan, -.infinity)
      },
      of(
        PathInstrument.self,
        ["target,curve,normalization,share,loss,accuracy,test_loss,test_accuracy", "other,bezier,running,0.25,1.5,0.5,inf,nan"]
      ) {
        ($0.target, $0.curve, $0.normalization, $0.share) = ("other", "bezier", "running", 0.25)
        ($0.loss, $0.accuracy, $0.testLoss, $0.testAccuracy) = (1.5, 0.5, .infinity, .nan)
      },
      of(
        KeskarSharpnessInstrument.self, ["step,space,epsilon,sharpness,loss_maximum,evaluations", "7,random,0.001,-inf,nan,31"]
      ) {
        ($0.space, $0.epsilon, $0.sharpness, $0.maximum, $0.evaluations) = ("random", 0.001, -.infinity, .nan, 31)
      },
      of(FilterFlatnessInstrument.self, ["step,scaling,radius,directions,rise,standard_error", "7,none,0.1,20,-inf,nan"]) {
        $0.scaling = "none"
        ($0.radius, $0.directions, $0.rise, $0.standardError) = (0.1, 20, -.infinity, .nan)
      },
      of(RelativeFlatnessInstrument.self, ["step,tensor,relative_flatness,standard_error,products", "7,0.weight,-inf,nan,60"]) {
        ($0.tensor, $0.flatness, $0.standardError, $0.products) = ("0.weight", -.infinity, .nan, 60)
      },
      of(
        SphericalSharpnessInstrument.self,
        ["step,tensor,scale_invariant,norm,largest_eigenvalue,residual,times_norm_squared,spherical", "7,all,2,1.5,-inf,0.5,2.5,nan"]
      ) {
        ($0.tensor, $0.invariant, $0.norm, $0.eigenvalue) = ("all", 2, 1.5, -.infinity)
        ($0.residual, $0.scaled, $0.spherical) = (0.5, 2.5, .nan)
      },
      of(InterpolationInstrument.self, ["step,share,loss", "7,-0.5,inf"]) { ($0.share, $0.loss) = (-0.5, .infinity) },
      of(PlaneInstrument.self, ["step,alpha,beta,loss", "7,0.5,-1.5,nan"]) { ($0.alpha, $0.beta, $0.loss) = (0.5, -1.5, .nan) },
      of(GradientInstrument.self, ["step,tensor,norm", "7,0.weight,inf"]) { ($0.tensor, $0.norm) = ("0.weight", .infinity) },
      of(HessianVectorProductInstrument.self, ["step,tensor,norm,quadratic_form", "7,all,2.5,nan"]) {
        ($0.tensor, $0.norm, $0.quadraticForm) = ("all", 2.5, .nan)
      },
      of(GaussNewtonVectorProductInstrument.self, ["step,tensor,norm,quadratic_form", "7,0.bias,inf,-2.5"]) {
        ($0.tensor, $0.norm, $0.quadraticForm) = ("0.bias", .infinity, -2.5)
      },
      of(
        TheoremInstrument.self,
        [
          "step,layer,gradient_error,printed_failures,smoothness_error,aligned_units,convex_units,minimax_ratio,identity_error,loss_change,"
            + "gradient_change,radial_share,bias_gradient,start_alignment,distance_ratio,distance_error",
          "7,1,2.5,3.5,4.5,5.5,6.5,7.5,nan,9.5,10.5,-11.5,inf,13.5,14.5,15.5",
        ]
      ) {
        ($0.layer, $0.gradientError, $0.printedFailures, $0.smoothnessError, $0.alignedUnits) = (1, 2.5, 3.5, 4.5, 5.5)
        ($0.convexUnits, $0.minimaxRatio, $0.identityError, $0.lossChange) = (6.5, 7.5, .nan, 9.5)
        ($0.gradientChange, $0.radialShare, $0.biasGradient, $0.startAlignment) = (10.5, -11.5, .infinity, 13.5)
        ($0.distanceRatio, $0.distanceError) = (14.5, 15.5)
      },
      of(
        TheoryInstrument.self,
        ["step,unit,sigma,gamma,gradient_norm_squared,normalized_gradient_norm_squared,bound", "7,1,2.5,inf,4.5,nan,6.5"]
      ) {
        ($0.unit, $0.sigma, $0.gamma, $0.gradientNormSquared) = (1, 2.5, .infinity, 4.5)
        ($0.normalizedGradientNormSquared, $0.bound) = (.nan, 6.5)
      },
    ]
  }

  /// Rows by layer or by weight.
  private static var layers: [RowCase] {
    [
      of(CovariateShiftInstrument.self, ["step,layer,parameter,distance,cosine,before,after", "7,2,2.weight,inf,-0.5,nan,4.5"]) {
        ($0.layer, $0.parameter, $0.distance, $0.cosine, $0.before, $0.after) = (2, "2.weight", .infinity, -0.5, .nan, 4.5)
      },
      of(
        DistributionShiftInstrument.self,
        ["step,weight,since,kolmogorov_smirnov,wasserstein,mean_drift,variance_drift,deviation", "7,3,start,0.5,1.5,inf,nan,4.5"]
      ) {
        ($0.weight, $0.since, $0.kolmogorovSmirnov, $0.wasserstein) = (3, "start", 0.5, 1.5)
        ($0.meanDrift, $0.varianceDrift, $0.deviation) = (.infinity, .nan, 4.5)
      },
      of(
        ActivationInstrument.self,
        // A name of a class may come from outside, with whatever is in it.
        [
          "step,layer,type,mean,standard_deviation,skewness,excess_kurtosis,p15,p50,p85,non_finite",
          "7,1,\"a,\"\"b\"\"\",1.5,2.5,nan,4.5,-inf,6.5,7.5,8",
        ]
      ) {
        ($0.layer, $0.type, $0.mean, $0.standardDeviation, $0.skewness) = (1, "a,\"b\"", 1.5, 2.5, .nan)
        ($0.excessKurtosis, $0.p15, $0.p50, $0.p85, $0.nonFinite) = (4.5, -.infinity, 6.5, 7.5, 8)
      },
      of(LinearityInstrument.self, ["step,layer,linearity,p15,p50,p85", "7,3,0.75,nan,inf,-4.5"]) {
        ($0.layer, $0.linearity, $0.p15, $0.p50, $0.p85) = (3, 0.75, .nan, .infinity, -4.5)
      },
      of(
        ResidualBlockInstrument.self, ["step,block,place,branch_variance,shortcut_variance,gradient_norm", "7,3,2,1.5,inf,nan"]
      ) {
        ($0.block, $0.place, $0.branchVariance, $0.shortcutVariance, $0.gradientNorm) = (3, 2, 1.5, .infinity, .nan)
      },
      of(ChannelMeanInstrument.self, ["step,nonlinearity,mean,deviation", "7,2,1.5,nan"]) {
        ($0.nonlinearity, $0.mean, $0.deviation) = (2, 1.5, .nan)
      },
      of(GradientAutocorrelationInstrument.self, ["step,lag,autocorrelation", "7,4,-0.5"]) { ($0.lag, $0.autocorrelation) = (4, -0.5) },
      of(
        DistanceLineInstrument.self, ["step,course,loss,loss_band,gradient_band,effective_smoothness", "7,random,1.5,nan,0.5,inf"]
      ) {
        ($0.course, $0.loss, $0.lossBand, $0.gradientBand, $0.effectiveSmoothness) = ("random", 1.5, .nan, 0.5, .infinity)
      },
      of(
        NormalityInstrument.self, ["step,kind,number,ks_median,ks_high,skewness,excess_kurtosis,units", "7,weight,2,0.25,nan,0.5,inf,31"]
      ) {
        ($0.kind, $0.number, $0.median, $0.high) = ("weight", 2, 0.25, .nan)
        ($0.skewness, $0.excessKurtosis, $0.units) = (0.5, .infinity, 31)
      },
      of(
        WeightMotionInstrument.self, ["step,tensor,scale_invariant,norm,gradient_norm,step_length,angle", "7,0.weight,1,2.5,nan,0.5,inf"]
      ) {
        ($0.tensor, $0.invariant, $0.norm, $0.gradient, $0.step, $0.angle) = ("0.weight", 1, 2.5, .nan, 0.5, .infinity)
      },
      of(TimeGradientInstrument.self, ["step,time,gradient_norm", "7,27,inf"]) { ($0.time, $0.gradientNorm) = (27, .infinity) },
      of(RepresentationInstrument.self, ["step,weight,gradient_norm,growth,effective_rank,similarity", "7,2,1.5,inf,3.5,nan"]) {
        ($0.weight, $0.gradientNorm, $0.growth, $0.effectiveRank, $0.similarity) = (2, 1.5, .infinity, 3.5, .nan)
      },
    ]
  }

  /// What lies behind rows.
  private static var details: [RowCase] {
    [
      detail(of: LineInstrument.self, ["step,step_size,loss,gradient_distance,smoothness", "7,-0.5,inf,2.5,nan"]) {
        ($0.stepSize, $0.loss, $0.gradientDistance, $0.smoothness) = (-0.5, .infinity, 2.5, .nan)
      },
      detail(of: ActivationInstrument.self, ["step,layer,lower,upper,count", "7,2,-inf,-5.0,18446744073709551615"]) {
        ($0.layer, $0.lower, $0.upper, $0.count) = (2, -.infinity, -5, .max)
      },
    ]
  }
}
