# gnuplot -e 'ending="png"' figure-gap.gnuplot draws figure-gap.png from figure-gap.csv; with "svg", figure-gap.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,1365 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,2047 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-gap.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-gap.csv"
set multiplot layout 4,2 margins screen 0.1,0.9663,0.0733,0.967 spacing screen 0.1158,0.0769
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000)
set xrange [10.084889991836555:684.6183029708094]
set title "accuracy gap over Keskar's φ"
set xlabel "Keskar's φ, no unit" offset 0,0.4
unset key
set ylabel "accuracy gap, share"
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
set xrange [0.008664414972803703:0.11400400461489252]
set title "accuracy gap over SAM's rise"
set xlabel "SAM's rise, loss" offset 0,0.4
unset key
set ylabel "accuracy gap, share"
plot data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
set xrange [0.017703794376158367:0.15280086452936006]
set title "accuracy gap over ASAM's rise"
set xlabel "ASAM's rise, loss" offset 0,0.4
unset key
set ylabel "accuracy gap, share"
plot data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
set xrange [2.491942530519357:74.05310642522491]
set title "accuracy gap over λ"
set xlabel "λ, loss/θ²" offset 0,0.4
unset key
set ylabel "accuracy gap, share"
plot data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (100, 300, 1000, 3000, 10000, 30000, 100000, 300000, 1e+06, 3e+06)
set xrange [1389.4736950864067:79636.43235152068]
set title "accuracy gap over λ‖w‖²"
set xlabel "λ‖w‖², loss" offset 0,0.4
unset key
set ylabel "accuracy gap, share"
plot data using 3:($1 == 4 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 300000)
set xrange [80.58433721827399:4326.349483848872]
set title "accuracy gap over λ‖w‖² by weight"
set xlabel "λ‖w‖² by weight, loss" offset 0,0.4
unset key
set ylabel "accuracy gap, share"
plot data using 3:($1 == 5 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 5 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
set xrange [0.0013144533339875973:0.024541136027803636]
set title "accuracy gap over filter-normalized rise"
set xlabel "filter-normalized rise, loss" offset 0,0.4
unset key
set ylabel "accuracy gap, share"
plot data using 3:($1 == 6 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 6 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [*:*]
set logscale x
set format x "%g"
set xtics (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)
set xrange [12.372554424181375:206.87786760206694]
set title "accuracy gap over relative flatness κ"
set xlabel "relative flatness κ, loss" offset 0,0.4
unset key
set ylabel "accuracy gap, share"
plot data using 3:($1 == 7 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 7 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.033
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with points pointtype 7 pointsize 0.8 linecolor "#555555" linewidth 1.6 title "none", \
  NaN with points pointtype 7 pointsize 0.8 linecolor "#0072B2" linewidth 1.6 title "BatchNorm"
