# gnuplot -e 'ending="png"' figure-training.gnuplot draws figure-training.png from figure-training.csv; with "svg", figure-training.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-training.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-training.csv"
set multiplot layout 1,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:200.0]
set xtics 50.0
set title "56 layers: training loss, short-cuts\n(diverged: none, α from 1)"
set xlabel "step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#D55E00" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#332288" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "SkipInit", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#332288" linewidth 1.6 title "BatchNorm, α from 0.1"
unset logscale y
set format y "%g"
set yrange [*:*]
unset logscale x
set xrange [0.0:200.0]
set xtics 50.0
set title "56 layers: training loss, no short-cuts"
set xlabel "step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#56B4E9" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#56B4E9" linewidth 1.6 title "LayerNorm"
