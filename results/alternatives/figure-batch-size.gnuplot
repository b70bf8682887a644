# gnuplot -e 'ending="png"' figure-batch-size.gnuplot draws figure-batch-size.png from figure-batch-size.csv; with "svg", figure-batch-size.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,751 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,1126 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-batch-size.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-batch-size.csv"
set multiplot layout 2,2 margins screen 0.1,0.9663,0.1332,0.9095 spacing screen 0.1158,0.1704
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [1.8181818181818181:140.8]
set xtics ("2" 2.0, "4" 4.0, "8" 8.0, "32" 32.0, "128" 128.0)
set title "perceptron, moving averages"
set xlabel "batch" offset 0,0.4
unset key
set ylabel "test accuracy"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#B8A800" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#B8A800" linewidth 1.6 title "GroupNorm", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "RMSNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [1.8181818181818181:140.8]
set xtics ("2" 2.0, "4" 4.0, "8" 8.0, "32" 32.0, "128" 128.0)
set title "perceptron, population statistics"
set xlabel "batch" offset 0,0.4
unset key
set ylabel "test accuracy"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#B8A800" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 4 ? $5 : NaN):($1 == 1 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#B8A800" linewidth 1.6 title "GroupNorm", \
  data using 3:($1 == 1 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "RMSNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [1.8181818181818181:140.8]
set xtics ("2" 2.0, "8" 8.0, "32" 32.0, "128" 128.0)
set title "VGG-11, moving averages\n(diverged runs: none: 2)"
set xlabel "batch" offset 0,0.4
unset key
set ylabel "test accuracy"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#B8A800" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 4 ? $5 : NaN):($1 == 2 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 2 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#B8A800" linewidth 1.6 title "GroupNorm", \
  data using 3:($1 == 2 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "RMSNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set xrange [1.8181818181818181:140.8]
set xtics ("2" 2.0, "8" 8.0, "32" 32.0, "128" 128.0)
set title "VGG-11, population statistics\n(diverged runs: none: 2)"
set xlabel "batch" offset 0,0.4
unset key
set ylabel "test accuracy"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#B8A800" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 4 ? $5 : NaN):($1 == 3 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 3 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#B8A800" linewidth 1.6 title "GroupNorm", \
  data using 3:($1 == 3 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "RMSNorm"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0599
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#B8A800" linewidth 1.6 title "GroupNorm", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#332288" linewidth 1.6 title "RMSNorm"
