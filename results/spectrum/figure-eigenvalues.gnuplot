# gnuplot -e 'ending="png"' figure-eigenvalues.gnuplot draws figure-eigenvalues.png from figure-eigenvalues.csv; with "svg", figure-eigenvalues.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1440,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2160,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-eigenvalues.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-eigenvalues.csv"
set multiplot layout 1,3
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:19.297669383335474]
unset logscale x
set xrange [1.0:12.0]
set xtics 3.0
set title "perceptron, end"
set xlabel "place from the top" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "eigenvalue"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 5 ? $5 : NaN):($1 == 0 && $2 == 5 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 6 ? $5 : NaN):($1 == 0 && $2 == 6 ? $6 : NaN) with filledcurves notitle fillcolor "#B8A800" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E69F00" linewidth 1.6 title "L1", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#009E73" linewidth 1.6 title "L2", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#CC79A7" linewidth 1.6 title "L∞", \
  data using 3:($1 == 0 && $2 == 5 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 0 && $2 == 6 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#B8A800" linewidth 1.6 title "GroupNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [1.0:12.0]
set xtics 3.0
set title "VGG-11, end"
set xlabel "place from the top" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "eigenvalue"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:19.297669383335474]
unset logscale x
set xrange [1.0:12.0]
set xtics 3.0
set title "perceptron with BatchNorm, end"
set xlabel "place from the top" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "eigenvalue"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "each batch's statistics", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 dashtype 2 title "running statistics"
