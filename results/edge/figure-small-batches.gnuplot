# gnuplot -e 'ending="png"' figure-small-batches.gnuplot draws figure-small-batches.png from figure-small-batches.csv; with "svg", figure-small-batches.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1440,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2160,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-small-batches.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-small-batches.csv"
set multiplot layout 1,3
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:20000.0]
set xtics 5000.0
set title "SGD, batch 16: batch sharpness"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "η × batch sharpness / 2"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "η = 0.1", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "η = 0.0125", \
  1.0 with lines title "2/η" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:20000.0]
set xtics 5000.0
set title "SGD, batch 16: λ"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "η λ / 2"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "η = 0.1", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "η = 0.0125", \
  1.0 with lines title "2/η" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:20000.0]
set xtics 5000.0
set title "SGD with momentum 0.9, batch 16"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "η × curvature / 2"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#1B7837" linewidth 1.6 title "batch sharpness, η = 0.01", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#1B7837" linewidth 1.6 dashtype 2 title "λ, η = 0.01", \
  0.09999999999999998 with lines title "2(1 − β)/η" linecolor "black" dashtype 3
