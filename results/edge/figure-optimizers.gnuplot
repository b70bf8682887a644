# gnuplot -e 'ending="png"' figure-optimizers.gnuplot draws figure-optimizers.png from figure-optimizers.csv; with "svg", figure-optimizers.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-optimizers.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-optimizers.csv"
set multiplot layout 1,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "momentum 0.9, full batch"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "η λ / 2"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "η = 0.05", \
  1.9 with lines title "edge, 2(1 + β)/η" linecolor "black" dashtype 3
set logscale y
set format y "%g"
set ytics (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300)
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "Adam, full batch"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "η × curvature / edge"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#8A8A8A" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#8A8A8A" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#8A8A8A" linewidth 1.6 title "λ(P⁻¹H), edge 38, η = 0.001", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#8A8A8A" linewidth 1.6 dashtype 2 title "λ(H), edge 2, η = 0.001", \
  1.0 with lines title "edge" linecolor "black" dashtype 3
