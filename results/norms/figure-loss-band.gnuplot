# gnuplot -e 'ending="png"' figure-loss-band.gnuplot draws figure-loss-band.png from figure-loss-band.csv; with "svg", figure-loss-band.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,720 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1080 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-loss-band.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-loss-band.csv"
set multiplot layout 2,2 title "loss along the gradient"
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set xlabel "step" offset 0,0.4
set ylabel "loss"
set key outside bottom center horizontal samplen 2 height 1
set xrange [0:4690]
set xtics 1000.0
set yrange [0:2.3916753870793945]
plot data using 1:2:3 with filledcurves title "none" fillcolor "#555555" fillstyle transparent solid 0.55, data using 1:2 with lines notitle linecolor "#555555" linewidth 0.5, data using 1:3 with lines notitle linecolor "#555555" linewidth 0.5, \
  data using 1:4:5 with filledcurves title "BatchNorm" fillcolor "#0072B2" fillstyle transparent solid 0.55, data using 1:4 with lines notitle linecolor "#0072B2" linewidth 0.5, data using 1:5 with lines notitle linecolor "#0072B2" linewidth 0.5
plot data using 1:2:3 with filledcurves title "none" fillcolor "#555555" fillstyle transparent solid 0.55, data using 1:2 with lines notitle linecolor "#555555" linewidth 0.5, data using 1:3 with lines notitle linecolor "#555555" linewidth 0.5, \
  data using 1:6:7 with filledcurves title "L1" fillcolor "#E69F00" fillstyle transparent solid 0.55, data using 1:6 with lines notitle linecolor "#E69F00" linewidth 0.5, data using 1:7 with lines notitle linecolor "#E69F00" linewidth 0.5
plot data using 1:2:3 with filledcurves title "none" fillcolor "#555555" fillstyle transparent solid 0.55, data using 1:2 with lines notitle linecolor "#555555" linewidth 0.5, data using 1:3 with lines notitle linecolor "#555555" linewidth 0.5, \
  data using 1:8:9 with filledcurves title "L2" fillcolor "#009E73" fillstyle transparent solid 0.55, data using 1:8 with lines notitle linecolor "#009E73" linewidth 0.5, data using 1:9 with lines notitle linecolor "#009E73" linewidth 0.5
plot data using 1:2:3 with filledcurves title "none" fillcolor "#555555" fillstyle transparent solid 0.55, data using 1:2 with lines notitle linecolor "#555555" linewidth 0.5, data using 1:3 with lines notitle linecolor "#555555" linewidth 0.5, \
  data using 1:10:11 with filledcurves title "L∞" fillcolor "#CC79A7" fillstyle transparent solid 0.55, data using 1:10 with lines notitle linecolor "#CC79A7" linewidth 0.5, data using 1:11 with lines notitle linecolor "#CC79A7" linewidth 0.5
