# gnuplot -e 'ending="png"' figure-rates.gnuplot draws figure-rates.png from figure-rates.csv; with "svg", figure-rates.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,1695 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,2542 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-rates.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-rates.csv"
set multiplot layout 5,2 margins screen 0.1,0.9663,0.059,0.9735 spacing screen 0.1158,0.0619
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "Keskar's φ"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "SAM's rise"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "ASAM's rise"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "λ"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "loss/θ²"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "λ‖w‖²"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "λ‖w‖² by weight"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 5 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "filter-normalized rise"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 6 && $2 == 0 ? $5 : NaN):($1 == 6 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 1 ? $5 : NaN):($1 == 6 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 6 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "relative flatness κ"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 7 && $2 == 0 ? $5 : NaN):($1 == 7 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 1 ? $5 : NaN):($1 == 7 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 7 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [0.022727272727272728:0.11000000000000001]
set xtics ("0.025" 0.025, "0.05" 0.05, "0.1" 0.1)
set title "accuracy gap"
set xlabel "learning rate" offset 0,0.4
unset key
set ylabel "share"
plot data using 3:($1 == 8 && $2 == 0 ? $5 : NaN):($1 == 8 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 8 && $2 == 1 ? $5 : NaN):($1 == 8 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 8 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 8 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0265
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
