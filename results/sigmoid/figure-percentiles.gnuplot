# gnuplot -e 'ending="png"' figure-percentiles.gnuplot draws figure-percentiles.png from figure-percentiles.csv; with "svg", figure-percentiles.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1425,375 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2137,562 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-percentiles.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-percentiles.csv"
set multiplot layout 1,3 margins screen 0.0667,0.9775,0.2667,0.88 spacing screen 0.0772,0.28
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [-4.0:4.0]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "input of one sigmoid: none"
set xlabel "step" offset 0,0.4
unset key
set ylabel "activation"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 dashtype 2 title "p15", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "p50", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 dashtype 2 title "p85"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [-4.0:4.0]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "input of one sigmoid: BatchNorm"
set xlabel "step" offset 0,0.4
unset key
set ylabel "activation"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 dashtype 2 title "p15", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "p50", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 dashtype 2 title "p85"
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [-4.0:4.0]
unset logscale x
set xrange [0.0:10000.0]
set xtics 2000.0
set title "input of one sigmoid: BatchNorm, no γ and β"
set xlabel "step" offset 0,0.4
unset key
set ylabel "activation"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 dashtype 2 title "p15", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "p50", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 dashtype 2 title "p85"
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.12
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with lines linecolor "#3B0F70" linewidth 1.6 dashtype 2 title "p15", \
  NaN with lines linecolor "#A3195B" linewidth 1.6 title "p50", \
  NaN with lines linecolor "#E4572E" linewidth 1.6 dashtype 2 title "p85"
