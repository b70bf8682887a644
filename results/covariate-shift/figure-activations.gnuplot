# gnuplot -e 'ending="png"' figure-activations.gnuplot draws figure-activations.png from figure-activations.csv; with "svg", figure-activations.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1200,1020 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1800,1530 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-activations.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-activations.csv"
set multiplot layout 3,4 title "inputs of nonlinearities, over all units, examples and seeds; thin lines: normal, with the same mean and deviation"
set border 1
unset key
set xtics nomirror
set title "none: 1 of 4"
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
set title "BatchNorm: 1 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.019570155265309:4.019570155265309]
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
set title "noisy BatchNorm: 1 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.800662630065843:4.800662630065843]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 2 && $2 == 0 ? $5 : NaN):($1 == 2 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 1 ? $5 : NaN):($1 == 2 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 2 ? $5 : NaN):($1 == 2 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 3 ? $5 : NaN):($1 == 2 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 4 ? $5 : NaN):($1 == 2 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 2 && $2 == 5 ? $5 : NaN):($1 == 2 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 2 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 2 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "noise alone: 1 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 3 && $2 == 0 ? $5 : NaN):($1 == 3 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 1 ? $5 : NaN):($1 == 3 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 2 ? $5 : NaN):($1 == 3 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 3 ? $5 : NaN):($1 == 3 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 4 ? $5 : NaN):($1 == 3 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 3 && $2 == 5 ? $5 : NaN):($1 == 3 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 3 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 3 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "none: 2 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.822063883536642:4.822063883536642]
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
set title "BatchNorm: 2 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.0129627435808795:4.0129627435808795]
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
set title "noisy BatchNorm: 2 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.752447676042232:4.752447676042232]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 6 && $2 == 0 ? $5 : NaN):($1 == 6 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 1 ? $5 : NaN):($1 == 6 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 2 ? $5 : NaN):($1 == 6 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 3 ? $5 : NaN):($1 == 6 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 4 ? $5 : NaN):($1 == 6 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 5 ? $5 : NaN):($1 == 6 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "noise alone: 2 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 7 && $2 == 0 ? $5 : NaN):($1 == 7 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 1 ? $5 : NaN):($1 == 7 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 2 ? $5 : NaN):($1 == 7 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 3 ? $5 : NaN):($1 == 7 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 4 ? $5 : NaN):($1 == 7 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 7 && $2 == 5 ? $5 : NaN):($1 == 7 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 7 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 7 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "none: 4 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.147886580025491:4.147886580025491]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 8 && $2 == 0 ? $5 : NaN):($1 == 8 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 1 ? $5 : NaN):($1 == 8 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 2 ? $5 : NaN):($1 == 8 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 3 ? $5 : NaN):($1 == 8 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 4 ? $5 : NaN):($1 == 8 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 8 && $2 == 5 ? $5 : NaN):($1 == 8 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 8 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 8 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "BatchNorm: 4 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.144715540667143:4.144715540667143]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 9 && $2 == 0 ? $5 : NaN):($1 == 9 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 1 ? $5 : NaN):($1 == 9 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 2 ? $5 : NaN):($1 == 9 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 3 ? $5 : NaN):($1 == 9 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 4 ? $5 : NaN):($1 == 9 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 9 && $2 == 5 ? $5 : NaN):($1 == 9 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 9 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 9 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "noisy BatchNorm: 4 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-4.752789103907467:4.752789103907467]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 10 && $2 == 0 ? $5 : NaN):($1 == 10 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 1 ? $5 : NaN):($1 == 10 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 2 ? $5 : NaN):($1 == 10 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 3 ? $5 : NaN):($1 == 10 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 4 ? $5 : NaN):($1 == 10 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 10 && $2 == 5 ? $5 : NaN):($1 == 10 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#D55E00" fillstyle solid 0.75 noborder, data using 4:($1 == 10 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 10 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "noise alone: 4 of 4"
set ytics scale 0 ("0" 5, "938" 4, "1876" 3, "2814" 2, "3752" 1, "4690" 0)
set xrange [-5.0:5.0]
set xtics 2.5
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 11 && $2 == 0 ? $5 : NaN):($1 == 11 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 1 ? $5 : NaN):($1 == 11 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 2 ? $5 : NaN):($1 == 11 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 3 ? $5 : NaN):($1 == 11 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 4 ? $5 : NaN):($1 == 11 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 11 && $2 == 5 ? $5 : NaN):($1 == 11 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#8B4513" fillstyle solid 0.75 noborder, data using 4:($1 == 11 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 11 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
