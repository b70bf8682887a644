# gnuplot -e 'ending="png"' figure-spikes.gnuplot draws figure-spikes.png from figure-spikes.csv; with "svg", figure-spikes.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-spikes.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-spikes.csv"
set multiplot layout 1,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "full batch, decay of all"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "training loss, highest of 10 steps"
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "seed 0", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "seed 1", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "seed 2"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:4000.0]
set xtics 1000.0
set title "full batch, no decay"
set xlabel "step" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "training loss, highest of 10 steps"
plot data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "seed 0", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#D55E00" linewidth 1.6 title "seed 1", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#009E73" linewidth 1.6 title "seed 2"
