# gnuplot -e 'ending="png"' figure-linearity.gnuplot draws figure-linearity.png from figure-linearity.csv; with "svg", figure-linearity.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 480,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 720,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-linearity.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-linearity.csv"
set multiplot layout 1,1
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "linearity of the last nonlinearity\n(diverged runs: none, relu: 3)"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "share"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none, sigmoid", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, sigmoid", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, sigmoid, no γ and β", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none, relu", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, relu"
