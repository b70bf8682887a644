# gnuplot -e 'ending="png"' figure-setups.gnuplot draws figure-setups.png from figure-setups.csv; with "svg", figure-setups.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-setups.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-setups.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:7.5]
set xtics ("usual" 0, "η×10" 1, "mom." 2, "He" 3, "bias" 4, "no γβ" 5, "out" 6, "x/√10" 7) font ",9"
set title "last loss of every draw, none"
set xlabel "set-up" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "loss"
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  1660.0 with lines title "published" linecolor "black" dashtype 3
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:7.5]
set xtics ("usual" 0, "η×10" 1, "mom." 2, "He" 3, "bias" 4, "no γβ" 5, "out" 6, "x/√10" 7) font ",9"
set title "last loss of every draw, BatchNorm"
set xlabel "set-up" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "loss"
plot data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm", \
  479.0 with lines title "published" linecolor "black" dashtype 3
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:7.5]
set xtics ("usual" 0, "η×10" 1, "mom." 2, "He" 3, "bias" 4, "no γβ" 5, "out" 6, "x/√10" 7) font ",9"
set title "last loss of every draw, L1"
set xlabel "set-up" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "loss"
plot data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E69F00" linewidth 1.6 title "L1", \
  97.5 with lines title "published" linecolor "black" dashtype 3
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:7.5]
set xtics ("usual" 0, "η×10" 1, "mom." 2, "He" 3, "bias" 4, "no γβ" 5, "out" 6, "x/√10" 7) font ",9"
set title "last loss of every draw, L∞"
set xlabel "set-up" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "loss"
plot data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#CC79A7" linewidth 1.6 title "L∞", \
  986.0 with lines title "published" linecolor "black" dashtype 3
