# gnuplot -e 'ending="png"' figure-widths.gnuplot draws figure-widths.png from figure-widths.csv; with "svg", figure-widths.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,375 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,562 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-widths.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-widths.csv"
set multiplot layout 1,2 margins screen 0.1,0.9663,0.2667,0.88 spacing screen 0.1158,0.28
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:0.0005]
set xtics 0.0001
set title "rise of the loss by a step of absolute length"
set xlabel "weight decay" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "batches of 128", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "batches of 2048"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:0.0005]
set xtics 0.0001
set title "rise by half of each filter's norm"
set xlabel "weight decay" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "batches of 128", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "batches of 2048"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.12
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "batches of 128", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "batches of 2048"
