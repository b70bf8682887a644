# gnuplot -e 'ending="png"' figure-dropout.gnuplot draws figure-dropout.png from figure-dropout.csv; with "svg", figure-dropout.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 480,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 720,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-dropout.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-dropout.csv"
set multiplot layout 1,1
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:2.5]
set xtics ("nowhere" 0, "every layer" 1, "last layer" 2) font ",9"
set title "BatchNorm: test accuracy"
set xlabel "where dropout stands" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "share"
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN):($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#3B0F70", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN):($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#E4572E", \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "moving averages", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "population statistics"
