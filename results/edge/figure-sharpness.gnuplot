# gnuplot -e 'ending="png"' figure-sharpness.gnuplot draws figure-sharpness.png from figure-sharpness.csv; with "svg", figure-sharpness.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-sharpness.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-sharpness.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "Tanh, none"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "largest eigenvalue λ"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "η = 0.1", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "η = 0.0125"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "Tanh, BatchNorm"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "largest eigenvalue λ"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#7FBC41" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "η = 0.025", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#7FBC41" linewidth 1.6 title "η = 0.00625"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "ReLU, none"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "largest eigenvalue λ"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "η = 0.1", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "η = 0.0125"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "ReLU, BatchNorm"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "largest eigenvalue λ"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#7FBC41" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#7FBC41" linewidth 1.6 title "η = 0.00625"
