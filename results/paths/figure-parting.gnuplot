# gnuplot -e 'ending="png"' figure-parting.gnuplot draws figure-parting.png from figure-parting.csv; with "svg", figure-parting.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-parting.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-parting.csv"
set multiplot layout 1,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:1.0]
set xtics 0.2
set title "VGG-11: test error, recomputed statistics"
set xlabel "t, from one end to the other" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
set ylabel "share"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "0 steps shared", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "150 steps shared"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:1.0]
set xtics 0.2
set title "training loss"
set xlabel "t, from one end to the other" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
set ylabel "loss"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "0 steps shared", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "150 steps shared"
