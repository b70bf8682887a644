# gnuplot -e 'ending="png"' figure-knobs.gnuplot draws figure-knobs.png from figure-knobs.csv; with "svg", figure-knobs.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1425,398 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2137,597 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-knobs.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-knobs.csv"
set multiplot layout 1,3 margins screen 0.0667,0.9775,0.2513,0.8291 spacing screen 0.0772,0.3216
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:1.0]
set logscale x
set xrange [7.2727272727272725:563.2]
set xtics ("8" 8.0, "32" 32.0, "128" 128.0, "512" 512.0)
set title "training accuracy by size of batches"
set xlabel "examples in a batch" offset 0,0.4
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
set xrange [0.009090909090909097:1.1]
set xtics ("0.01" 0.010000000000000009, "0.1" 0.09999999999999998, "1/2" 0.5, "1" 1.0)
set title "training accuracy by momentum\n(diverged runs: none: 8)"
set xlabel "1 − momentum" offset 0,0.4
unset key
set ylabel "share"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:1.0]
set logscale x
set format x "10^{%T}"
set xtics autofreq
set xrange [0.056818181818181816:70.4]
set title "training accuracy by rate, behind a warm-up\n(diverged runs: none: 129, BatchNorm: 1)"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "share"
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
