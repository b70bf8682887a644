# gnuplot -e 'ending="png"' figure-curves.gnuplot draws figure-curves.png from figure-curves.csv; with "svg", figure-curves.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-curves.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-curves.csv"
set multiplot layout 1,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [0.0:1.0]
unset logscale x
set xrange [0.0:400.0]
set xtics 100.0
set title "training accuracy"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none, 0.125", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, 0.125", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "none, 1.0", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, 1.0"
unset logscale y
set format y "%g"
set yrange [0.0:1.0]
unset logscale x
set xrange [80.0:400.0]
set xtics 100.0
set title "test accuracy"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none, 0.125", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm, 0.125", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 dashtype 2 title "none, 1.0", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, 1.0"
