# gnuplot -e 'ending="png"' figure-rates.gnuplot draws figure-rates.png from figure-rates.csv; with "svg", figure-rates.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1425,398 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2137,597 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-rates.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-rates.csv"
set multiplot layout 1,3 margins screen 0.0667,0.9775,0.2513,0.8291 spacing screen 0.0772,0.3216
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:1.0]
set logscale x
set format x "10^{%T}"
set xtics autofreq
set xrange [0.0008877840909090909:35.2]
set title "training accuracy at the end\n(diverged runs: none: 128, BatchNorm: 13)"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "share"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:1.0]
set logscale x
set format x "10^{%T}"
set xtics autofreq
set xrange [0.0008877840909090909:35.2]
set title "test accuracy\n(diverged runs: none: 128, BatchNorm: 13)"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "share"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300)
set xrange [0.007102272727272727:5.236]
set title "steps to a training accuracy of 0.8\n(diverged runs: none: 128, BatchNorm: 13)"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "steps"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.1131
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
