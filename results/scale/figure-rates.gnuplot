# gnuplot -e 'ending="png"' figure-rates.gnuplot draws figure-rates.png from figure-rates.csv; with "svg", figure-rates.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-rates.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-rates.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [300.0:6000.0]
set xtics 2000.0
set title "test accuracy, ηλ kept"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "share"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#7FBC41" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "decay of all", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#1B7837" linewidth 1.6 title "2η, λ/2", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#7FBC41" linewidth 1.6 title "4η, λ/4"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [300.0:6000.0]
set xtics 2000.0
set title "test accuracy, λ kept"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "share"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#8A8A8A" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#B3A2E8" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "decay of all", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#8A8A8A" linewidth 1.6 title "2η, λ", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#B3A2E8" linewidth 1.6 title "4η, λ"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [300.0:6000.0]
set xtics 2000.0
set title "test accuracy, whose decay"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "share"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#A3195B" linewidth 1.6 title "no decay", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#F7A072" linewidth 1.6 title "decay of the output's weights", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "decay of normalized weights", \
  data using 3:($1 == 2 && $2 == 3 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "decay of all"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:6000.0]
set xtics 2000.0
set title "‖w‖ of the first weight"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "θ"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "no decay", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 dashtype 2 title "decay of the output's weights", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "decay of normalized weights", \
  data using 3:($1 == 3 && $2 == 3 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "decay of all"
