# gnuplot -e 'ending="png"' figure-setups.gnuplot draws figure-setups.png from figure-setups.csv; with "svg", figure-setups.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1425,705 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2137,1057 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-setups.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-setups.csv"
set multiplot layout 2,3 margins screen 0.0667,0.9775,0.1418,0.9362 spacing screen 0.0772,0.1489
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:9.5]
set xtics ("usual" 0, "10 ep." 1, "η .02" 2, "η .5" 3, "b 32" 4, "b 512" 5, "decay" 6, "He" 7, "mom." 8, "tanh" 9) font ",9"
set title "perceptron: loss band"
set xlabel "set-up" offset 0,0.4
unset key
set ylabel "BatchNorm / plain"
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN):($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#3B0F70", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN):($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#E4572E", \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "all probes", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "without the first", \
  1.0 with lines title "as plain" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:9.5]
set xtics ("usual" 0, "10 ep." 1, "η .02" 2, "η .5" 3, "b 32" 4, "b 512" 5, "decay" 6, "He" 7, "mom." 8, "tanh" 9) font ",9"
set title "perceptron: gradient band"
set xlabel "set-up" offset 0,0.4
unset key
set ylabel "BatchNorm / plain"
plot data using 3:($1 == 1 && $2 == 0 ? $4 : NaN):($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#3B0F70", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN):($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#E4572E", \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "all probes", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "without the first", \
  1.0 with lines title "as plain" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:9.5]
set xtics ("usual" 0, "10 ep." 1, "η .02" 2, "η .5" 3, "b 32" 4, "b 512" 5, "decay" 6, "He" 7, "mom." 8, "tanh" 9) font ",9"
set title "perceptron: effective smoothness β"
set xlabel "set-up" offset 0,0.4
unset key
set ylabel "BatchNorm / plain"
plot data using 3:($1 == 2 && $2 == 0 ? $4 : NaN):($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#3B0F70", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN):($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#E4572E", \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "all probes", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "without the first", \
  1.0 with lines title "as plain" linecolor "black" dashtype 3
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:3.5]
set xtics ("usual" 0, "η .5" 1, "decay" 2, "He" 3) font ",9"
set title "VGG-11: loss band"
set xlabel "set-up" offset 0,0.4
unset key
set ylabel "BatchNorm / plain"
plot data using 3:($1 == 3 && $2 == 0 ? $4 : NaN):($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#3B0F70", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN):($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#E4572E", \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "all probes", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "without the first", \
  1.0 with lines title "as plain" linecolor "black" dashtype 3
set logscale y
set format y "%g"
set ytics (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)
set yrange [*:*]
unset logscale x
set xrange [-0.5:3.5]
set xtics ("usual" 0, "η .5" 1, "decay" 2, "He" 3) font ",9"
set title "VGG-11: gradient band"
set xlabel "set-up" offset 0,0.4
unset key
set ylabel "BatchNorm / plain"
plot data using 3:($1 == 4 && $2 == 0 ? $4 : NaN):($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#3B0F70", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN):($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#E4572E", \
  data using 3:($1 == 4 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "all probes", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "without the first", \
  1.0 with lines title "as plain" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-0.5:3.5]
set xtics ("usual" 0, "η .5" 1, "decay" 2, "He" 3) font ",9"
set title "VGG-11: effective smoothness β"
set xlabel "set-up" offset 0,0.4
unset key
set ylabel "BatchNorm / plain"
plot data using 3:($1 == 5 && $2 == 0 ? $4 : NaN):($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#3B0F70", \
  data using 3:($1 == 5 && $2 == 1 ? $4 : NaN):($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with yerrorbars notitle pointtype 0 linecolor "#E4572E", \
  data using 3:($1 == 5 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "all probes", \
  data using 3:($1 == 5 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "without the first", \
  1.0 with lines title "as plain" linecolor "black" dashtype 3
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0638
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "all probes", \
  NaN with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "without the first", \
  NaN with lines title "as plain" linecolor "black" dashtype 3
