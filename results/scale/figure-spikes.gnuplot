# gnuplot -e 'ending="png"' figure-spikes.gnuplot draws figure-spikes.png from figure-spikes.csv; with "svg", figure-spikes.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,375 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,562 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-spikes.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-spikes.csv"
set multiplot layout 1,2 margins screen 0.1,0.9663,0.2667,0.88 spacing screen 0.1158,0.28
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "%g"
set ytics (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "full batch, decay of all"
set xlabel "step" offset 0,0.4
unset key
set ylabel "training loss, highest of 10 steps"
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "seed 0", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "seed 1", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "seed 2"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "full batch, no decay"
set xlabel "step" offset 0,0.4
unset key
set ylabel "training loss, highest of 10 steps"
plot data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "seed 0", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "seed 1", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "seed 2"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.12
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with lines linecolor "#3B0F70" linewidth 1.6 title "seed 0", \
  NaN with lines linecolor "#A3195B" linewidth 1.6 title "seed 1", \
  NaN with lines linecolor "#E4572E" linewidth 1.6 title "seed 2"
