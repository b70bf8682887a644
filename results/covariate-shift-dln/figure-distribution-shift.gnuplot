# gnuplot -e 'ending="png"' figure-distribution-shift.gnuplot draws figure-distribution-shift.png from figure-distribution-shift.csv; with "svg", figure-distribution-shift.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-distribution-shift.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-distribution-shift.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "inputs of weight 13: KS by one step"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "KS since the start"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "change of the mean by one step"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "change of the variance by one step"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
