# gnuplot -e 'ending="png"' figure-distance.gnuplot draws figure-distance.png from figure-distance.csv; with "svg", figure-distance.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1425,705 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2137,1057 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-distance.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-distance.csv"
set multiplot layout 2,3 margins screen 0.0667,0.9775,0.1418,0.9362 spacing screen 0.0772,0.1489
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "%g"
set ytics (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "loss band, down the gradient"
set xlabel "step" offset 0,0.4
unset key
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
set logscale y
set format y "%g"
set ytics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "gradient band, down the gradient"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss/θ"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 4 ? $5 : NaN):($1 == 1 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "L1", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "L2", \
  data using 3:($1 == 1 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "L∞"
set logscale y
set format y "%g"
set ytics (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "β, down the gradient"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss/θ²"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 4 ? $5 : NaN):($1 == 2 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "L1", \
  data using 3:($1 == 2 && $2 == 3 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "L2", \
  data using 3:($1 == 2 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "L∞"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "loss band, random directions"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 4 ? $5 : NaN):($1 == 3 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "L1", \
  data using 3:($1 == 3 && $2 == 3 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "L2", \
  data using 3:($1 == 3 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "L∞"
set logscale y
set format y "%g"
set ytics (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "gradient band, random directions"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss/θ"
plot data using 3:($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 2 ? $5 : NaN):($1 == 4 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 3 ? $5 : NaN):($1 == 4 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 4 ? $5 : NaN):($1 == 4 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 4 && $2 == 2 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "L1", \
  data using 3:($1 == 4 && $2 == 3 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "L2", \
  data using 3:($1 == 4 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "L∞"
set logscale y
set format y "%g"
set ytics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "β, random directions"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss/θ²"
plot data using 3:($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 2 ? $5 : NaN):($1 == 5 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 3 ? $5 : NaN):($1 == 5 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 4 ? $5 : NaN):($1 == 5 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 5 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 5 && $2 == 2 ? $4 : NaN) with lines linecolor "#E69F00" linewidth 1.6 title "L1", \
  data using 3:($1 == 5 && $2 == 3 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "L2", \
  data using 3:($1 == 5 && $2 == 4 ? $4 : NaN) with lines linecolor "#CC79A7" linewidth 1.6 title "L∞"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0638
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with lines linecolor "#555555" linewidth 1.6 title "none", \
  NaN with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  NaN with lines linecolor "#E69F00" linewidth 1.6 title "L1", \
  NaN with lines linecolor "#009E73" linewidth 1.6 title "L2", \
  NaN with lines linecolor "#CC79A7" linewidth 1.6 title "L∞"
