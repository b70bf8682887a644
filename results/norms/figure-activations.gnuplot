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
set multiplot layout 3,5 title "inputs of nonlinearities, over all units, examples and seeds; thin lines: normal, with the same mean and deviation"
set border 1
unset key
set xtics nomirror
set title "none: 1 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-5.0:5.0]
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
set title "BatchNorm: 1 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.023886695485618:4.023886695485618]
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
set title "L1: 1 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.503038757812304:4.503038757812304]
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
set title "L2: 1 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-3.5892487293679642:3.5892487293679642]
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
set title "L∞: 1 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-1.3423587629003586:1.3423587629003586]
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
set title "none: 2 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.956656657438958:4.956656657438958]
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
set title "BatchNorm: 2 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.017510274518271:4.017510274518271]
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
set title "L1: 2 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.371196013053076:4.371196013053076]
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
set title "L2: 2 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-3.486120540489761:3.486120540489761]
set xtics 2.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 8 && $2 == 0 ? $5 : NaN):($1 == 8 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 1 ? $5 : NaN):($1 == 8 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 2 ? $5 : NaN):($1 == 8 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 3 ? $5 : NaN):($1 == 8 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 4 ? $5 : NaN):($1 == 8 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 5 ? $5 : NaN):($1 == 8 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#009E73" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L∞: 2 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-1.314092995045914:1.314092995045914]
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
set title "none: 3 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.39411222273045:4.39411222273045]
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
set title "BatchNorm: 3 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.1868940597924915:4.1868940597924915]
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
set title "L1: 3 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
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
set title "L2: 3 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.100892829548564:4.100892829548564]
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
set title "L∞: 3 of 3"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-1.8469831893757465:1.8469831893757465]
set xtics 1.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 14 && $2 == 0 ? $5 : NaN):($1 == 14 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 1 ? $5 : NaN):($1 == 14 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 2 ? $5 : NaN):($1 == 14 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 3 ? $5 : NaN):($1 == 14 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 4 ? $5 : NaN):($1 == 14 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 14 && $2 == 5 ? $5 : NaN):($1 == 14 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#CC79A7" fillstyle solid 0.75 noborder, data using 4:($1 == 14 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 14 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
