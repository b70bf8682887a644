# gnuplot -e 'ending="png"' figure-covariate-shift.gnuplot draws figure-covariate-shift.png from figure-covariate-shift.csv; with "svg", figure-covariate-shift.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,640 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,960 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
set output "figure-covariate-shift.".ending
set datafile separator ","
set datafile columnheaders
data = "figure-covariate-shift.csv"
set multiplot layout 2,4 columnsfirst margins screen 0.08,0.96,0.23,0.93 spacing screen 0.07,0.18
set xtics 0,150
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set xlabel "step"
set title "weight 2 of 9: distance"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset key
plot data using 1:2 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:3 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4
set title "weight 2 of 9: cosine"
unset logscale y
set format y "%g"
set yrange [-1.05:1.05]
unset key
plot data using 1:4 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:5 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4
set title "weight 4 of 9: distance"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset key
plot data using 1:6 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:7 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4
set title "weight 4 of 9: cosine"
unset logscale y
set format y "%g"
set yrange [-1.05:1.05]
unset key
plot data using 1:8 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:9 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4
set title "weight 6 of 9: distance"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset key
plot data using 1:10 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:11 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4
set title "weight 6 of 9: cosine"
unset logscale y
set format y "%g"
set yrange [-1.05:1.05]
unset key
plot data using 1:12 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:13 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4
set title "weight 9 of 9: distance"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset key
plot data using 1:14 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:15 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4
set title "weight 9 of 9: cosine"
unset logscale y
set format y "%g"
set yrange [-1.05:1.05]
set key at screen 0.5,0.065 center horizontal maxrows 1 samplen 2
plot data using 1:16 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:17 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4
