# gnuplot -e 'ending="png"' figure-batches.gnuplot draws figure-batches.png from figure-batches.csv; with "svg", figure-batches.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,705 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,1057 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-batches.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-batches.csv"
set multiplot layout 2,2 margins screen 0.1,0.9663,0.1418,0.9362 spacing screen 0.1158,0.1489
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:15552.0]
set xtics 5000.0
set title "training loss"
set xlabel "step" offset 0,0.4
unset key
set ylabel "loss"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "small batch", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "large batch, equal epochs", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#1B7837" linewidth 1.6 title "large batch, equal updates"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:11.0]
set xtics 3.0
set title "test accuracy"
set xlabel "seed" offset 0,0.4
unset key
set ylabel "share"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "small batch", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "large batch, equal epochs", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#1B7837" linewidth 1.6 title "large batch, equal updates"
set logscale y
set format y "%g"
set ytics (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)
set yrange [*:*]
unset logscale x
set xrange [0.0:11.0]
set xtics 3.0
set title "Keskar's φ, all parameters"
set xlabel "seed" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "small batch", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "large batch, equal epochs", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#1B7837" linewidth 1.6 title "large batch, equal updates"
set logscale y
set format y "%g"
set ytics (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)
set yrange [*:*]
unset logscale x
set xrange [0.0:11.0]
set xtics 3.0
set title "Keskar's φ, random subspace"
set xlabel "seed" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#1B7837" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "small batch", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "large batch, equal epochs", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#1B7837" linewidth 1.6 title "large batch, equal updates"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0638
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "small batch", \
  NaN with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "large batch, equal epochs", \
  NaN with points pointtype 7 pointsize 0.8 linecolor "#1B7837" linewidth 1.6 title "large batch, equal updates"
