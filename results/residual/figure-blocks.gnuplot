# gnuplot -e 'ending="png"' figure-blocks.gnuplot draws figure-blocks.png from figure-blocks.csv; with "svg", figure-blocks.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,1140 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,1710 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-blocks.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-blocks.csv"
set multiplot layout 3,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [1.0:27.0]
set xtics 10.0
set title "56 layers, branch / short-cut variance, start"
set xlabel "block" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [1.0:27.0]
set xtics 10.0
set title "norm of the gradient by the sum, start"
set xlabel "block" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 4 ? $5 : NaN):($1 == 1 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "SkipInit", \
  data using 3:($1 == 1 && $2 == 4 ? $4 : NaN) with lines linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
unset logscale y
set format y "%g"
set yrange [0.0:2.0]
unset logscale x
set xrange [1.0:55.0]
set xtics 20.0
set title "channel mean / deviation, start"
set xlabel "nonlinearity" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 4 ? $5 : NaN):($1 == 2 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 5 ? $5 : NaN):($1 == 2 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 6 ? $5 : NaN):($1 == 2 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 7 ? $5 : NaN):($1 == 2 && $2 == 7 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 2 && $2 == 3 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "none, no short-cuts", \
  data using 3:($1 == 2 && $2 == 4 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, no short-cuts", \
  data using 3:($1 == 2 && $2 == 5 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 dashtype 2 title "LayerNorm, no short-cuts", \
  data using 3:($1 == 2 && $2 == 6 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "SkipInit", \
  data using 3:($1 == 2 && $2 == 7 ? $4 : NaN) with lines linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
unset logscale y
set format y "%g"
set yrange [*:*]
set logscale x
set xrange [0.9090909090909091:35.2]
set xtics ("1" 1.0, "2" 2.0, "4" 4.0, "8" 8.0, "16" 16.0, "32" 32.0)
set title "autocorrelation of input gradients, start"
set xlabel "points" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 4 ? $5 : NaN):($1 == 3 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 5 ? $5 : NaN):($1 == 3 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 6 ? $5 : NaN):($1 == 3 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 7 ? $5 : NaN):($1 == 3 && $2 == 7 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 3 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 dashtype 2 title "none, no short-cuts", \
  data using 3:($1 == 3 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, no short-cuts", \
  data using 3:($1 == 3 && $2 == 5 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 dashtype 2 title "LayerNorm, no short-cuts", \
  data using 3:($1 == 3 && $2 == 6 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#D55E00" linewidth 1.6 title "SkipInit", \
  data using 3:($1 == 3 && $2 == 7 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
set logscale x
set xrange [0.9090909090909091:70.4]
set xtics autofreq
set title "130 layers in one stage, branch / short-cut variance, start"
set xlabel "block" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 2 ? $5 : NaN):($1 == 4 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 4 && $2 == 2 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 4 && $2 == 3 ? $4 : NaN) with lines linecolor "black" linewidth 1.6 dashtype 2 title "1 / block"
