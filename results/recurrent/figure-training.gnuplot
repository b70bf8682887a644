# gnuplot -e 'ending="png"' figure-training.gnuplot draws figure-training.png from figure-training.csv; with "svg", figure-training.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-training.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-training.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:1000.0]
set xtics 200.0
set title "rnn: training loss"
set xlabel "step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 5 ? $5 : NaN):($1 == 0 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 6 ? $5 : NaN):($1 == 0 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "input alone", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "state alone", \
  data using 3:($1 == 0 && $2 == 5 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 dashtype 2 title "shared statistics", \
  data using 3:($1 == 0 && $2 == 6 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:1000.0]
set xtics 200.0
set title "lstm: training loss"
set xlabel "step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 4 ? $5 : NaN):($1 == 1 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 5 ? $5 : NaN):($1 == 1 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 6 ? $5 : NaN):($1 == 1 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "input alone", \
  data using 3:($1 == 1 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "state alone", \
  data using 3:($1 == 1 && $2 == 5 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 dashtype 2 title "shared statistics", \
  data using 3:($1 == 1 && $2 == 6 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:1000.0]
set xtics 200.0
set title "rnn: training loss, permuted rows"
set xlabel "step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:1000.0]
set xtics 200.0
set title "lstm: training loss, permuted rows"
set xlabel "step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm"
