# gnuplot -e 'ending="png"' figure-floors.gnuplot draws figure-floors.png from figure-floors.csv; with "svg", figure-floors.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 660,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 990,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-floors.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-floors.csv"
set multiplot layout 1,1
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:11.5]
set xtics ("0" 0, "1" 1, "2" 2, "3" 3, "4" 4, "5" 5, "6" 6, "7" 7, "8" 8, "9" 9, "10" 10, "11" 11) font ",9"
set title "last losses, and floors of rank 9 (lowest), 8, …"
set xlabel "draw" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
set ylabel "loss"
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#BBBBBB" linewidth 1.6 title "floors", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E69F00" linewidth 1.6 title "L1", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#009E73" linewidth 1.6 title "L2", \
  data using 3:($1 == 0 && $2 == 5 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#CC79A7" linewidth 1.6 title "L∞"
