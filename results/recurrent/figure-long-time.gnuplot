# gnuplot -e 'ending="png"' figure-long-time.gnuplot draws figure-long-time.png from figure-long-time.csv; with "svg", figure-long-time.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,1520 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,2280 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-long-time.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-long-time.csv"
set multiplot layout 4,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:195.0]
set xtics 50.0
set title "rnn: the image at step 0 alone, W_h = I, start"
set xlabel "time step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 0 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:195.0]
set xtics 50.0
set title "lstm: the image at step 0 alone, W_h = I, start"
set xlabel "time step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 1 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:195.0]
set xtics 50.0
set title "rnn: the image at step 0 alone, W_h orthogonal, start"
set xlabel "time step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 2 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 2 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:195.0]
set xtics 50.0
set title "lstm: the image at step 0 alone, W_h orthogonal, start"
set xlabel "time step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 3 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 3 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:195.0]
set xtics 50.0
set title "rnn: pixels, W_h = I, start"
set xlabel "time step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 4 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 4 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:195.0]
set xtics 50.0
set title "lstm: pixels, W_h = I, start"
set xlabel "time step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 5 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 5 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:195.0]
set xtics 50.0
set title "rnn: pixels, W_h orthogonal, start"
set xlabel "time step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 6 && $2 == 0 ? $5 : NaN):($1 == 6 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 1 ? $5 : NaN):($1 == 6 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 2 ? $5 : NaN):($1 == 6 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 6 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 6 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 6 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1"
set logscale y
set format y "10^{%T}"
set yrange [*:*]
unset logscale x
set xrange [0.0:195.0]
set xtics 50.0
set title "lstm: pixels, W_h orthogonal, start"
set xlabel "time step" offset 0,0.4
set key outside right center vertical Left reverse samplen 2
plot data using 3:($1 == 7 && $2 == 0 ? $5 : NaN):($1 == 7 && $2 == 0 ? $6 : NaN) with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 1 ? $5 : NaN):($1 == 7 && $2 == 1 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 2 ? $5 : NaN):($1 == 7 && $2 == 2 ? $6 : NaN) with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 3:($1 == 7 && $2 == 0 ? $4 : NaN) with lines linecolor "#555555" linewidth 1.6 title "none", \
  data using 3:($1 == 7 && $2 == 1 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "BatchNorm, γ 0.1", \
  data using 3:($1 == 7 && $2 == 2 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 dashtype 2 title "BatchNorm, γ 1"
