# gnuplot -e 'ending="png"' figure-accuracy.gnuplot draws figure-accuracy.png from figure-accuracy.csv; with "svg", figure-accuracy.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-accuracy.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-accuracy.csv"
set multiplot layout 1,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [500.0:10000.0]
set xtics 2000.0
set title "test accuracy"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none, sigmoid", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm, sigmoid", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E69F00" linewidth 1.6 title "BatchNorm, sigmoid, no γ and β", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#009E73" linewidth 1.6 title "none, relu", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#CC79A7" linewidth 1.6 title "BatchNorm, relu"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "training loss"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 4 ? $5 : NaN):($1 == 1 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none, sigmoid", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, sigmoid", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "BatchNorm, sigmoid, no γ and β", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "none, relu", \
  data using 3:($1 == 1 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "BatchNorm, relu"
