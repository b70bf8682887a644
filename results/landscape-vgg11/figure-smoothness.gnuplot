# gnuplot -e 'ending="png"' figure-smoothness.gnuplot draws figure-smoothness.png from figure-smoothness.csv; with "svg", figure-smoothness.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 480,400 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 720,600 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-smoothness.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-smoothness.csv"
set multiplot layout 1,1
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set title "β × learning rate"
set xlabel "step" offset 0,0.4
set ylabel "no unit"
set key outside bottom center horizontal samplen 2 height 1
plot data using 1:2:3 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:5:6 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:8:9 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:11:12 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:14:15 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:4 with lines title "none" linecolor "#555555" linewidth 1.6, \
  data using 1:7 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.6, \
  data using 1:10 with lines title "L1" linecolor "#E69F00" linewidth 1.6, \
  data using 1:13 with lines title "L2" linecolor "#009E73" linewidth 1.6, \
  data using 1:16 with lines title "L∞" linecolor "#CC79A7" linewidth 1.6, \
  2.0 with lines title "edge of stability" linecolor "black" dashtype 2
