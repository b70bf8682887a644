# gnuplot -e 'ending="png"' figure-covariate-shift.gnuplot draws figure-covariate-shift.png from figure-covariate-shift.csv; with "svg", figure-covariate-shift.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1900,705 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2850,1057 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-covariate-shift.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-covariate-shift.csv"
set multiplot layout 2,4 margins screen 0.05,0.9832,0.1418,0.9362 spacing screen 0.0579,0.1489
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "weight 2 of 9: ‖G − G′‖"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss/θ"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "weight 4 of 9: ‖G − G′‖"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss/θ"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
set logscale y
set format y "%g"
set ytics (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "weight 6 of 9: ‖G − G′‖"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss/θ"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 2 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "weight 9 of 9: ‖G − G′‖"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss/θ"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 3 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [-1.05:1.05]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "weight 2 of 9: cosine of G, G′"
set xlabel "step" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 2 ? $5 : NaN):($1 == 4 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 3 ? $5 : NaN):($1 == 4 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 4 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 4 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [-1.05:1.05]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "weight 4 of 9: cosine of G, G′"
set xlabel "step" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 2 ? $5 : NaN):($1 == 5 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 3 ? $5 : NaN):($1 == 5 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 5 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 5 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 5 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [-1.05:1.05]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "weight 6 of 9: cosine of G, G′"
set xlabel "step" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 6 && $2 == 0 ? $5 : NaN):($1 == 6 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 1 ? $5 : NaN):($1 == 6 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 2 ? $5 : NaN):($1 == 6 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 3 ? $5 : NaN):($1 == 6 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 6 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 6 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 6 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [-1.05:1.05]
unset logscale x
set xrange [0.0:3000.0]
set xtics 1000.0
set title "weight 9 of 9: cosine of G, G′"
set xlabel "step" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 7 && $2 == 0 ? $5 : NaN):($1 == 7 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 1 ? $5 : NaN):($1 == 7 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 2 ? $5 : NaN):($1 == 7 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 3 ? $5 : NaN):($1 == 7 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#8B4513" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 7 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 7 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  data using 3:($1 == 7 && $2 == 3 ? $4 : NaN) with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0638
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with lines linecolor "#555555" linewidth 1.6 title "none", \
  NaN with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  NaN with lines linecolor "#D55E00" linewidth 1.6 title "noisy BatchNorm", \
  NaN with lines linecolor "#8B4513" linewidth 1.6 title "noise alone"
