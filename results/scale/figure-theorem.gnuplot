# gnuplot -e 'ending="png"' figure-theorem.gnuplot draws figure-theorem.png from figure-theorem.csv; with "svg", figure-theorem.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-theorem.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-theorem.csv"
set multiplot layout 1,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:1000.0]
set xtics 200.0
set title "training loss, means of 20 steps"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "decay", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 dashtype 2 title "growing rate", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "constant rate, no decay"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:1000.0]
set xtics 200.0
set title "‖w‖ of the first weight"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "decay", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 dashtype 2 title "growing rate", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "constant rate, no decay"
