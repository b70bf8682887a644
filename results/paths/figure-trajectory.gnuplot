# gnuplot -e 'ending="png"' figure-trajectory.gnuplot draws figure-trajectory.png from figure-trajectory.csv; with "svg", figure-trajectory.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 480,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 720,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-trajectory.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-trajectory.csv"
set multiplot layout 1,1
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:1.0]
unset logscale x
set xrange [0.0:0.9]
set xtics 0.2
set title "share of variance in two components"
set xlabel "momentum" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "share"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "black" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "black" linewidth 1.6 dashtype 2 title "a random walk"
