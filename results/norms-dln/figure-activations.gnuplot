# gnuplot -e 'ending="png"' figure-activations.gnuplot draws figure-activations.png from figure-activations.csv; with "svg", figure-activations.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1500,1020 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2250,1530 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-activations.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-activations.csv"
set multiplot layout 3,5 title "inputs of layers, over all units, examples and seeds; thin lines: normal, with the same mean and deviation"
set border 1
unset key
set xtics nomirror
set title "none: 2 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-4.034231081847177:4.034231081847177]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 5 ? $5 : NaN):($1 == 0 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "BatchNorm: 2 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-4.001476947800066:4.001476947800066]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 1 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 1 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 1 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 1 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 1 && $2 == 4 ? $5 : NaN):($1 == 1 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 1 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 1 && $2 == 5 ? $5 : NaN):($1 == 1 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 1 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L1: 2 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 4 ? $5 : NaN):($1 == 2 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 5 ? $5 : NaN):($1 == 2 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L2: 2 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-3.9996651717356206:3.9996651717356206]
set xtics 2.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 4 ? $5 : NaN):($1 == 3 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 5 ? $5 : NaN):($1 == 3 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L∞: 2 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-1.1991512946744973:1.1991512946744973]
set xtics 1.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 2 ? $5 : NaN):($1 == 4 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 3 ? $5 : NaN):($1 == 4 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 4 ? $5 : NaN):($1 == 4 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 5 ? $5 : NaN):($1 == 4 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "none: 13 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 2 ? $5 : NaN):($1 == 5 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 3 ? $5 : NaN):($1 == 5 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 4 ? $5 : NaN):($1 == 5 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 5 ? $5 : NaN):($1 == 5 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "BatchNorm: 13 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-4.0015666323496255:4.0015666323496255]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 6 && $2 == 0 ? $5 : NaN):($1 == 6 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 1 ? $5 : NaN):($1 == 6 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 2 ? $5 : NaN):($1 == 6 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 3 ? $5 : NaN):($1 == 6 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 4 ? $5 : NaN):($1 == 6 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 5 ? $5 : NaN):($1 == 6 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L1: 13 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 7 && $2 == 0 ? $5 : NaN):($1 == 7 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 1 ? $5 : NaN):($1 == 7 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 2 ? $5 : NaN):($1 == 7 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 3 ? $5 : NaN):($1 == 7 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 4 ? $5 : NaN):($1 == 7 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 5 ? $5 : NaN):($1 == 7 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L2: 13 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-4.00152617199454:4.00152617199454]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 8 && $2 == 0 ? $5 : NaN):($1 == 8 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 1 ? $5 : NaN):($1 == 8 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 2 ? $5 : NaN):($1 == 8 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 3 ? $5 : NaN):($1 == 8 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 4 ? $5 : NaN):($1 == 8 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 5 ? $5 : NaN):($1 == 8 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L∞: 13 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-1.2014917351881145:1.2014917351881145]
set xtics 1.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 9 && $2 == 0 ? $5 : NaN):($1 == 9 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 1 ? $5 : NaN):($1 == 9 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 2 ? $5 : NaN):($1 == 9 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 3 ? $5 : NaN):($1 == 9 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 4 ? $5 : NaN):($1 == 9 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 5 ? $5 : NaN):($1 == 9 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "none: 25 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 10 && $2 == 0 ? $5 : NaN):($1 == 10 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 1 ? $5 : NaN):($1 == 10 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 2 ? $5 : NaN):($1 == 10 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 3 ? $5 : NaN):($1 == 10 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 4 ? $5 : NaN):($1 == 10 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 5 ? $5 : NaN):($1 == 10 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "BatchNorm: 25 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 11 && $2 == 0 ? $5 : NaN):($1 == 11 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 1 ? $5 : NaN):($1 == 11 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 2 ? $5 : NaN):($1 == 11 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 3 ? $5 : NaN):($1 == 11 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 4 ? $5 : NaN):($1 == 11 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 5 ? $5 : NaN):($1 == 11 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L1: 25 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 12 && $2 == 0 ? $5 : NaN):($1 == 12 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 12 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 12 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 12 && $2 == 1 ? $5 : NaN):($1 == 12 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 12 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 12 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 12 && $2 == 2 ? $5 : NaN):($1 == 12 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 12 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 12 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 12 && $2 == 3 ? $5 : NaN):($1 == 12 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 12 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 12 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 12 && $2 == 4 ? $5 : NaN):($1 == 12 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 12 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 12 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 12 && $2 == 5 ? $5 : NaN):($1 == 12 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#E69F00" fillstyle solid 0.75 noborder, data using 4:($1 == 12 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 12 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L2: 25 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 13 && $2 == 0 ? $5 : NaN):($1 == 13 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 13 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 13 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 13 && $2 == 1 ? $5 : NaN):($1 == 13 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 13 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 13 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 13 && $2 == 2 ? $5 : NaN):($1 == 13 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 13 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 13 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 13 && $2 == 3 ? $5 : NaN):($1 == 13 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 13 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 13 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 13 && $2 == 4 ? $5 : NaN):($1 == 13 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 13 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 13 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 13 && $2 == 5 ? $5 : NaN):($1 == 13 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 13 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 13 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L∞: 25 of 25"
set ytics scale 0 ("0" 5, "2000" 4, "4000" 3, "6000" 2, "8000" 1, "10000" 0)
set xrange [-3.4626973180380127:3.4626973180380127]
set xtics 2.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 14 && $2 == 0 ? $5 : NaN):($1 == 14 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 1 ? $5 : NaN):($1 == 14 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 2 ? $5 : NaN):($1 == 14 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 3 ? $5 : NaN):($1 == 14 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 4 ? $5 : NaN):($1 == 14 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 5 ? $5 : NaN):($1 == 14 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
