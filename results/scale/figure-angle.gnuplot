# gnuplot -e 'ending="png"' figure-angle.gnuplot draws figure-angle.png from figure-angle.csv; with "svg", figure-angle.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 950,705 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1425,1057 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-angle.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-angle.csv"
set multiplot layout 2,2 margins screen 0.1,0.9663,0.1418,0.9362 spacing screen 0.1158,0.1489
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:3.0]
unset logscale x
set xrange [0.0:6000.0]
set xtics 2000.0
set title "decay of all"
set xlabel "step" offset 0,0.4
unset key
set ylabel "angle of a step / √(2ηλ/(1 + γ))"
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "first weight", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "second weight", \
  data using 3:($1 == 0 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "output's weight", \
  1.0 with lines title "balance" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:3.0]
unset logscale x
set xrange [0.0:6000.0]
set xtics 2000.0
set title "momentum 0.9, decay of all"
set xlabel "step" offset 0,0.4
unset key
set ylabel "angle of a step / √(2ηλ/(1 + γ))"
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "first weight", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "second weight", \
  data using 3:($1 == 1 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "output's weight", \
  1.0 with lines title "balance" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:3.0]
unset logscale x
set xrange [0.0:6000.0]
set xtics 2000.0
set title "plain, decay of all"
set xlabel "step" offset 0,0.4
unset key
set ylabel "angle of a step / √(2ηλ/(1 + γ))"
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "first weight", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "second weight", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "output's weight", \
  1.0 with lines title "balance" linecolor "black" dashtype 3
unset logscale y
set format y "%g"
set ytics autofreq
set yrange [0.0:3.0]
unset logscale x
set xrange [0.0:6000.0]
set xtics 2000.0
set title "no decay"
set xlabel "step" offset 0,0.4
unset key
set ylabel "angle of a step / √(2ηλ/(1 + γ))"
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#3B0F70" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#A3195B" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#E4572E" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#3B0F70" linewidth 1.6 title "first weight", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#A3195B" linewidth 1.6 title "second weight", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with lines linecolor "#E4572E" linewidth 1.6 title "output's weight", \
  1.0 with lines title "balance" linecolor "black" dashtype 3
unset title; unset xlabel; unset ylabel; unset border; unset tics; unset grid; unset logscale
set lmargin at screen 0.01; set rmargin at screen 0.99; set bmargin at screen 0; set tmargin at screen 0.0638
set xrange [0:1]; set yrange [0:1]
set key inside center center horizontal maxrows 1 samplen 2
plot NaN with lines linecolor "#3B0F70" linewidth 1.6 title "first weight", \
  NaN with lines linecolor "#A3195B" linewidth 1.6 title "second weight", \
  NaN with lines linecolor "#E4572E" linewidth 1.6 title "output's weight", \
  NaN with lines title "balance" linecolor "black" dashtype 3
