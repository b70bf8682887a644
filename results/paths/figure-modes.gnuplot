# gnuplot -e 'ending="png"' figure-modes.gnuplot draws figure-modes.png from figure-modes.csv; with "svg", figure-modes.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-modes.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-modes.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.15699268673037184:1.404791005968968]
unset logscale x
set xrange [0.0:1.0]
set xtics 0.2
set title "none: training loss"
set xlabel "t, from one minimum to the other" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
set ylabel "loss"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "line", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "polygonal", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#1B7837" linewidth 1.6 title "bezier"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.15699268673037184:1.404791005968968]
unset logscale x
set xrange [0.0:1.0]
set xtics 0.2
set title "BatchNorm: training loss, the batch's statistics"
set xlabel "t, from one minimum to the other" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
set ylabel "loss"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "line", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "polygonal", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#1B7837" linewidth 1.6 title "bezier"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.15699268673037184:1.404791005968968]
unset logscale x
set xrange [0.0:1.0]
set xtics 0.2
set title "BatchNorm: training loss, running statistics, mixed"
set xlabel "t, from one minimum to the other" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
set ylabel "loss"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "line", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "polygonal", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#1B7837" linewidth 1.6 title "bezier"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.15699268673037184:1.404791005968968]
unset logscale x
set xrange [0.0:1.0]
set xtics 0.2
set title "BatchNorm: training loss, recomputed statistics"
set xlabel "t, from one minimum to the other" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
set ylabel "loss"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "line", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "polygonal", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#1B7837" linewidth 1.6 title "bezier"
