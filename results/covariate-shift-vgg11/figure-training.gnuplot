# gnuplot -e 'ending="png"' figure-training.gnuplot draws figure-training.png from figure-training.csv; with "svg", figure-training.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,375 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,562 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-training.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-training.csv"
set multiplot layout 1,2 margins screen 0.1,0.9663,0.2667,0.88 spacing screen 0.1158,0.28
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "training loss"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "training accuracy"
set xlabel "step" offset 0,0.4
unset key
set ylabel "share"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.12
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with lines linecolor "#555555" linewidth 1.6 title "none", \
  NaN with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  NaN with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  NaN with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
