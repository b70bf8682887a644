# gnuplot -e 'ending="png"' figure-training.gnuplot draws figure-training.png from figure-training.csv; with "svg", figure-training.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,400 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,600 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-training.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-training.csv"
set multiplot layout 1,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set title "training loss"
set xlabel "step" offset 0,0.4
set ylabel "loss"
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
  data using 1:16 with lines title "L∞" linecolor "#CC79A7" linewidth 1.6
unset logscale y
set format y "%g"
set ytics autofreq
set title "training accuracy"
set xlabel "step" offset 0,0.4
set ylabel "share"
set key outside bottom center horizontal samplen 2 height 1
plot data using 1:17:18 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:20:21 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:23:24 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:26:27 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:29:30 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:19 with lines title "none" linecolor "#555555" linewidth 1.6, \
  data using 1:22 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.6, \
  data using 1:25 with lines title "L1" linecolor "#E69F00" linewidth 1.6, \
  data using 1:28 with lines title "L2" linecolor "#009E73" linewidth 1.6, \
  data using 1:31 with lines title "L∞" linecolor "#CC79A7" linewidth 1.6
