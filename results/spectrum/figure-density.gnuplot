# gnuplot -e 'ending="png"' figure-density.gnuplot draws figure-density.png from figure-density.csv; with "svg", figure-density.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1440,1140 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2160,1710 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-density.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-density.csv"
set multiplot layout 3,3
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-18.032588593666638:93.56711730516614]
set xtics 25.0
set title "perceptron, none"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 500", \
  data using 3:($1 == 0 && $2 == 3 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "step 2000"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-20.934577550229715:22.65573051753351]
set xtics 10.0
set title "perceptron, BatchNorm"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 500", \
  data using 3:($1 == 1 && $2 == 3 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "step 2000"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-13.192270314267153:39.10067961318661]
set xtics 20.0
set title "perceptron, L1"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 500", \
  data using 3:($1 == 2 && $2 == 3 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "step 2000"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-19.696531335842845:20.031407620044103]
set xtics 10.0
set title "perceptron, L2"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 500", \
  data using 3:($1 == 3 && $2 == 3 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "step 2000"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-3.5991465154703426:6.7147571281729235]
set xtics 2.5
set title "perceptron, L∞"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 2 ? $5 : NaN):($1 == 4 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 3 ? $5 : NaN):($1 == 4 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 4 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 500", \
  data using 3:($1 == 4 && $2 == 3 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "step 2000"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-20.46699282929934:41.991866178711135]
set xtics 20.0
set title "perceptron, LayerNorm"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 2 ? $5 : NaN):($1 == 5 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 3 ? $5 : NaN):($1 == 5 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 5 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 5 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 500", \
  data using 3:($1 == 5 && $2 == 3 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "step 2000"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-29.43907833127999:36.20993153529987]
set xtics 20.0
set title "perceptron, GroupNorm"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 6 && $2 == 0 ? $5 : NaN):($1 == 6 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 1 ? $5 : NaN):($1 == 6 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 2 ? $5 : NaN):($1 == 6 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 3 ? $5 : NaN):($1 == 6 && $2 == 3 ? $6 : NaN) with filledcurves notitle fillcolor "#F7A072" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 6 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 6 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 500", \
  data using 3:($1 == 6 && $2 == 3 ? $4 : NaN) with lines linecolor "#F7A072" linewidth 1.6 title "step 2000"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-168.693911684449:1795.2902526483874]
set xtics 500.0
set title "VGG-11, none"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 7 && $2 == 0 ? $5 : NaN):($1 == 7 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 1 ? $5 : NaN):($1 == 7 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 2 ? $5 : NaN):($1 == 7 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 7 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 7 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 200"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset logscale x
set xrange [-62.37204339087883:91.95947126315095]
set xtics 50.0
set title "VGG-11, BatchNorm"
set xlabel "eigenvalue" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
set ylabel "density"
plot data using 3:($1 == 8 && $2 == 0 ? $5 : NaN):($1 == 8 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 8 && $2 == 1 ? $5 : NaN):($1 == 8 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 8 && $2 == 2 ? $5 : NaN):($1 == 8 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 8 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "step 0", \
  data using 3:($1 == 8 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "step 100", \
  data using 3:($1 == 8 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "step 200"
