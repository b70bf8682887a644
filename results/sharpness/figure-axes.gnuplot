# gnuplot -e 'ending="png"' figure-axes.gnuplot draws figure-axes.png from figure-axes.csv; with "svg", figure-axes.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 660,380 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 990,570 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-axes.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-axes.csv"
set multiplot layout 1,1
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [-1.05:1.05]
unset logscale x
set xrange [-0.5:4.5]
set xtics ("rate" 0, "batch" 1, "decay" 2, "width" 3, "norm." 4) font ",9"
set title "rank correlation with the gap"
set xlabel "what differs" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
set ylabel "Kendall's τ"
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#3B0F70" linewidth 1.6 title "Keskar's φ", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#A3195B" linewidth 1.6 title "SAM's rise", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#E4572E" linewidth 1.6 title "ASAM's rise", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#F7A072" linewidth 1.6 title "λ", \
  data using 3:($1 == 0 && $2 == 4 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#1B7837" linewidth 1.6 title "λ‖w‖²", \
  data using 3:($1 == 0 && $2 == 5 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#7FBC41" linewidth 1.6 title "λ‖w‖² by weight", \
  data using 3:($1 == 0 && $2 == 6 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#8A8A8A" linewidth 1.6 title "filter-normalized rise", \
  data using 3:($1 == 0 && $2 == 7 ? $4 : NaN) with points pointtype 7 pointsize 0.8 linecolor "#B3A2E8" linewidth 1.6 title "relative flatness κ", \
  0.0 with lines title "no correlation" linecolor "black" dashtype 3
