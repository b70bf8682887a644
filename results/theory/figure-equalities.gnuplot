# gnuplot -e 'ending="png"' figure-equalities.gnuplot draws figure-equalities.png from figure-equalities.csv; with "svg", figure-equalities.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,705 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,1057 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-equalities.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-equalities.csv"
set multiplot layout 2,2 margins screen 0.1,0.9663,0.1418,0.9362 spacing screen 0.1158,0.1489
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:500.0]
set xtics 100.0
set title "Theorem 4.1 with 1/m: worst relative error"
set xlabel "step" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "normalization 1", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E69F00" linewidth 1.6 title "normalization 2"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:500.0]
set xtics 100.0
set title "Theorem 4.2: worst relative error"
set xlabel "step" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "normalization 1", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E69F00" linewidth 1.6 title "normalization 2"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:500.0]
set xtics 100.0
set title "scale invariance: change of a ∇L(aW)"
set xlabel "step" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "normalization 1", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E69F00" linewidth 1.6 title "normalization 2"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:500.0]
set xtics 100.0
set title "gradient of the bias before BN"
set xlabel "step" offset 0,0.4
unset key
set ylabel "no unit"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "normalization 1", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E69F00" linewidth 1.6 title "normalization 2"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0638
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#0072B2" linewidth 1.6 title "normalization 1", \
  NaN with linespoints pointtype 7 pointsize 0.5 linecolor "#E69F00" linewidth 1.6 title "normalization 2"
