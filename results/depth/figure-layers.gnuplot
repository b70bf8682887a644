# gnuplot -e 'ending="png"' figure-layers.gnuplot draws figure-layers.png from figure-layers.csv; with "svg", figure-layers.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,705 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,1057 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-layers.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-layers.csv"
set multiplot layout 2,2 margins screen 0.1,0.9663,0.1418,0.9362 spacing screen 0.1158,0.1489
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [1.0:33.0]
set xtics 10.0
set title "norm of the weight's gradient, 32 hidden layers"
set xlabel "weight" offset 0,0.4
unset key
set ylabel "loss/θ"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none, start", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "none, end", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, start", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, end"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [2.0:33.0]
set xtics 10.0
set title "growth of a small change of the input"
set xlabel "weight" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none, start", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "none, end", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, start", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, end"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [2.0:33.0]
set xtics 10.0
set title "effective rank of the layer's inputs"
set xlabel "weight" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none, start", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "none, end", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, start", \
  data using 3:($1 == 2 && $2 == 3 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, end"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:1.02]
unset logscale x
set xrange [3.0:33.0]
set xtics 10.0
set title "CKA with the layer before"
set xlabel "weight" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none, start", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "none, end", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, start", \
  data using 3:($1 == 3 && $2 == 3 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, end"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0638
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with lines linecolor "#555555" linewidth 1.6 title "none, start", \
  NaN with lines linecolor "#555555" linewidth 1.6 dashtype 2 title "none, end", \
  NaN with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, start", \
  NaN with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, end"
