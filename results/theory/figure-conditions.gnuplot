# gnuplot -e 'ending="png"' figure-conditions.gnuplot draws figure-conditions.png from figure-conditions.csv; with "svg", figure-conditions.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-conditions.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-conditions.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:1.05]
unset logscale x
set xrange [0.0:500.0]
set xtics 100.0
set title "share of units where Theorem 4.1 as printed fails"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "share"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "normalization 1", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "normalization 2"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:1.05]
unset logscale x
set xrange [0.0:500.0]
set xtics 100.0
set title "share of units with ⟨ŷ, ĝ⟩ ≥ 0"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "share"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "normalization 1", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "normalization 2", \
  0.5 with lines title "half" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:500.0]
set xtics 100.0
set title "Theorem 4.4: gradient over its bound, worst unit"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "no unit"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "normalization 1", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "normalization 2", \
  1.0 with lines title "the bound" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [25.0:500.0]
set xtics 100.0
set title "Lemma 4.5: ‖W₀ − kW*‖² / ‖W₀ − W*‖²"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "no unit"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#3B0F70" linewidth 1.6 title "normalization 1", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with linespoints pointtype 7 pointsize 0.5 linecolor "#E4572E" linewidth 1.6 title "normalization 2"
