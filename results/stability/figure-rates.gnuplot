# gnuplot -e 'ending="png"' figure-rates.gnuplot draws figure-rates.png from figure-rates.csv; with "svg", figure-rates.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-rates.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-rates.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.045454545454545456:0.44000000000000006]
set xtics ("0.05" 0.05, "0.1" 0.1, "0.2" 0.2, "0.4" 0.4)
set title "β × rate, steps from 1/16 on"
set xlabel "learning rate" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "no unit"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  2.0 with lines title "edge of stability" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.045454545454545456:0.44000000000000006]
set xtics ("0.05" 0.05, "0.1" 0.1, "0.2" 0.2, "0.4" 0.4)
set title "batch sharpness × rate"
set xlabel "learning rate" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "no unit"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  2.0 with lines title "edge of stability" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.045454545454545456:0.44000000000000006]
set xtics ("0.05" 0.05, "0.1" 0.1, "0.2" 0.2, "0.4" 0.4)
set title "‖Hg‖ / ‖g‖"
set xlabel "learning rate" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "loss/θ²"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.045454545454545456:0.44000000000000006]
set xtics ("0.05" 0.05, "0.1" 0.1, "0.2" 0.2, "0.4" 0.4)
set title "‖Hg‖ / ‖g‖ × ‖W‖²"
set xlabel "learning rate" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "loss"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
