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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-12.789649390365769:25.596907354574228]
set xtics 10.0
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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-16.546291503139457:14.756815632771048]
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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-10.735554545863286:27.519019562139803]
set xtics 10.0
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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-13.030769766063155:17.09847252934104]
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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-3.293359744670263:6.293222852456651]
set xtics 2.0
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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-12.502440338344982:20.61333054509682]
set xtics 10.0
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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-18.424143789907532:32.68515248206067]
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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-36.88289394399018:42.2037167002851]
set xtics 20.0
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
set yrange [7.692307692307692e-06:28.25958660147482]
unset logscale x
set xrange [-24.04811022175734:28.776770632977673]
set xtics 20.0
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
