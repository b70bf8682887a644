# gnuplot -e 'ending="png"' figure-loss.gnuplot draws figure-loss.png from figure-loss.csv; with "svg", figure-loss.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-loss.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-loss.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "%g"
set ytics (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "Tanh, none"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "training loss"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "η = 0.1", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "η = 0.0125"
set logscale y
set format y "%g"
set ytics (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300)
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "Tanh, BatchNorm"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "training loss"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#7FBC41" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "η = 0.025", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#7FBC41" linewidth 1.6 title "η = 0.00625"
set logscale y
set format y "%g"
set ytics (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "ReLU, none"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "training loss"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "η = 0.1", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "η = 0.0125"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "ReLU, BatchNorm"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "training loss"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#7FBC41" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#7FBC41" linewidth 1.6 title "η = 0.00625"
