# gnuplot -e 'ending="png"' figure-activations.gnuplot draws figure-activations.png from figure-activations.csv; with "svg", figure-activations.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 600,1020 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 900,1530 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-activations.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-activations.csv"
set multiplot layout 3,2 title "inputs of layers, over all units, examples and seeds; thin lines: normal, with the same mean and deviation"
set border 1
unset key
set xtics nomirror
set title "none: 2 of 25"
set ytics scale 0 ("0" 5, "800" 4, "1600" 3, "2400" 2, "3200" 1, "4000" 0)
set xrange [-4.017384922511599:4.017384922511599]
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
set ytics scale 0 ("0" 5, "800" 4, "1600" 3, "2400" 2, "3200" 1, "4000" 0)
set xrange [-4.001430582397475:4.001430582397475]
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
set title "none: 13 of 25"
set ytics scale 0 ("0" 5, "800" 4, "1600" 3, "2400" 2, "3200" 1, "4000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 4 ? $5 : NaN):($1 == 2 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 5 ? $5 : NaN):($1 == 2 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "BatchNorm: 13 of 25"
set ytics scale 0 ("0" 5, "800" 4, "1600" 3, "2400" 2, "3200" 1, "4000" 0)
set xrange [-4.00149743480454:4.00149743480454]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 4 ? $5 : NaN):($1 == 3 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 5 ? $5 : NaN):($1 == 3 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "none: 25 of 25"
set ytics scale 0 ("0" 5, "800" 4, "1600" 3, "2400" 2, "3200" 1, "4000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 4 && $2 == 0 ? $5 : NaN):($1 == 4 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 1 ? $5 : NaN):($1 == 4 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 2 ? $5 : NaN):($1 == 4 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 3 ? $5 : NaN):($1 == 4 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 4 ? $5 : NaN):($1 == 4 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 4 && $2 == 5 ? $5 : NaN):($1 == 4 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 4 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 4 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "BatchNorm: 25 of 25"
set ytics scale 0 ("0" 5, "800" 4, "1600" 3, "2400" 2, "3200" 1, "4000" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 2 ? $5 : NaN):($1 == 5 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 3 ? $5 : NaN):($1 == 5 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 4 ? $5 : NaN):($1 == 5 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 5 ? $5 : NaN):($1 == 5 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
