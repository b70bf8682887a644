# gnuplot -e 'ending="png"' figure-depth.gnuplot draws figure-depth.png from figure-depth.csv; with "svg", figure-depth.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-depth.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-depth.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [*:*]
set logscale x
set xrange [7.2727272727272725:61.60000000000001]
set xtics ("8" 8.0, "20" 20.0, "56" 56.0)
set title "training loss"
set xlabel "layers" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 5 ? $5 : NaN):($1 == 0 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 6 ? $5 : NaN):($1 == 0 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 7 ? $5 : NaN):($1 == 0 && $2 == 7 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 8 ? $5 : NaN):($1 == 0 && $2 == 8 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 dashtype 2 title "none, no short-cuts", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, no short-cuts", \
  data using 3:($1 == 0 && $2 == 5 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 dashtype 2 title "LayerNorm, no short-cuts", \
  data using 3:($1 == 0 && $2 == 6 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#D55E00" linewidth 1.6 title "SkipInit", \
  data using 3:($1 == 0 && $2 == 7 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#8B4513" linewidth 1.6 title "α from 1", \
  data using 3:($1 == 0 && $2 == 8 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
set logscale x
set xrange [7.2727272727272725:61.60000000000001]
set xtics ("8" 8.0, "20" 20.0, "56" 56.0)
set title "width of the loss band, where no run diverged"
set xlabel "layers" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 4 ? $5 : NaN):($1 == 1 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 5 ? $5 : NaN):($1 == 1 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 6 ? $5 : NaN):($1 == 1 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 7 ? $5 : NaN):($1 == 1 && $2 == 7 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 8 ? $5 : NaN):($1 == 1 && $2 == 8 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 dashtype 2 title "none, no short-cuts", \
  data using 3:($1 == 1 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, no short-cuts", \
  data using 3:($1 == 1 && $2 == 5 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 dashtype 2 title "LayerNorm, no short-cuts", \
  data using 3:($1 == 1 && $2 == 6 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#D55E00" linewidth 1.6 title "SkipInit", \
  data using 3:($1 == 1 && $2 == 7 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#8B4513" linewidth 1.6 title "α from 1", \
  data using 3:($1 == 1 && $2 == 8 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
unset logscale y
set format y "%g"
set yrange [-0.1:1.0]
set logscale x
set xrange [7.2727272727272725:61.60000000000001]
set xtics ("8" 8.0, "20" 20.0, "56" 56.0)
set title "input-gradient autocorrelation, lag 4"
set xlabel "layers" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 4 ? $5 : NaN):($1 == 2 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 5 ? $5 : NaN):($1 == 2 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 6 ? $5 : NaN):($1 == 2 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 7 ? $5 : NaN):($1 == 2 && $2 == 7 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 8 ? $5 : NaN):($1 == 2 && $2 == 8 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 2 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 dashtype 2 title "none, no short-cuts", \
  data using 3:($1 == 2 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, no short-cuts", \
  data using 3:($1 == 2 && $2 == 5 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 dashtype 2 title "LayerNorm, no short-cuts", \
  data using 3:($1 == 2 && $2 == 6 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#D55E00" linewidth 1.6 title "SkipInit", \
  data using 3:($1 == 2 && $2 == 7 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#8B4513" linewidth 1.6 title "α from 1", \
  data using 3:($1 == 2 && $2 == 8 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
unset logscale y
set format y "%g"
set yrange [*:*]
set logscale x
set xrange [7.2727272727272725:61.60000000000001]
set xtics ("8" 8.0, "20" 20.0, "56" 56.0)
set title "slope of channel means over depth, end"
set xlabel "layers" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 4 ? $5 : NaN):($1 == 3 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 5 ? $5 : NaN):($1 == 3 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 6 ? $5 : NaN):($1 == 3 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 7 ? $5 : NaN):($1 == 3 && $2 == 7 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 8 ? $5 : NaN):($1 == 3 && $2 == 8 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 3 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 dashtype 2 title "none, no short-cuts", \
  data using 3:($1 == 3 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, no short-cuts", \
  data using 3:($1 == 3 && $2 == 5 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 dashtype 2 title "LayerNorm, no short-cuts", \
  data using 3:($1 == 3 && $2 == 6 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#D55E00" linewidth 1.6 title "SkipInit", \
  data using 3:($1 == 3 && $2 == 7 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#8B4513" linewidth 1.6 title "α from 1", \
  data using 3:($1 == 3 && $2 == 8 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
