# gnuplot -e 'ending="png"' figure-training.gnuplot draws figure-training.png from figure-training.csv; with "svg", figure-training.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 480,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 720,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-training.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-training.csv"
set multiplot layout 1,1
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "training loss"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "loss"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "L1", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "L2", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "L∞"
