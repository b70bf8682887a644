# gnuplot -e 'ending="png"' figure-percentiles.gnuplot draws figure-percentiles.png from figure-percentiles.csv; with "svg", figure-percentiles.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1440,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2160,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-percentiles.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-percentiles.csv"
set multiplot layout 1,3
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [-4.0:4.0]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "input of one unit: none, sigmoid"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "p15", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "p50", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "p85"
unset logscale y
set format y "%g"
set yrange [-4.0:4.0]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "input of one unit: BatchNorm, sigmoid"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "p15", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "p50", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "p85"
unset logscale y
set format y "%g"
set yrange [-4.0:4.0]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "input of one unit: BatchNorm, sigmoid, no γ and β"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 dashtype 2 title "p15", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "p50", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 dashtype 2 title "p85"
