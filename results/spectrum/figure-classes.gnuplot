# gnuplot -e 'ending="png"' figure-classes.gnuplot draws figure-classes.png from figure-classes.csv; with "svg", figure-classes.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,375 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,562 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-classes.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-classes.csv"
set multiplot layout 1,2 margins screen 0.1,0.9663,0.2667,0.88 spacing screen 0.1158,0.28
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "%g"
set ytics (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
set yrange [0.006438158849939945:1.3]
unset logscale x
set xrange [1.0:21.0]
set xtics 5.0
set title "true labels"
set xlabel "place from the top" offset 0,0.4
unset key
set ylabel "eigenvalue / largest"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "2 classes", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "5 classes", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#1B7837" linewidth 1.6 title "10 classes"
set logscale y
set format y "%g"
set ytics (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
set yrange [0.006438158849939945:1.3]
unset logscale x
set xrange [1.0:21.0]
set xtics 5.0
set title "shuffled labels"
set xlabel "place from the top" offset 0,0.4
unset key
set ylabel "eigenvalue / largest"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "2 classes", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "5 classes", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#1B7837" linewidth 1.6 title "10 classes"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.12
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "2 classes", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "5 classes", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#1B7837" linewidth 1.6 title "10 classes"
