# gnuplot -e 'ending="png"' figure-activations.gnuplot draws figure-activations.png from figure-activations.csv; with "svg", figure-activations.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 660,360 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 990,540 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-activations.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-activations.csv"
set multiplot layout 1,2
set border 1
unset key
set xtics nomirror
set title "none"
set ytics scale 0 ("0" 5, "60" 4, "120" 3, "180" 2, "240" 1, "300" 0)
set xrange [-5:5]
set yrange [0:6.8]
set ylabel "step"
set xlabel "value"
plot data using 4:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 0 && $2 == 5 ? $5 : NaN):($1 == 0 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2
set title "BatchNorm"
set ytics scale 0 ("0" 5, "60" 4, "120" 3, "180" 2, "240" 1, "300" 0)
set xrange [-5:5]
set yrange [0:6.8]
set ylabel "step"
set xlabel "value"
plot data using 4:($1 == 1 && $2 == 0 ? $5 : NaN):($1 == 1 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 1 && $2 == 1 ? $5 : NaN):($1 == 1 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 1 && $2 == 2 ? $5 : NaN):($1 == 1 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 1 && $2 == 3 ? $5 : NaN):($1 == 1 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 1 && $2 == 4 ? $5 : NaN):($1 == 1 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, \
  data using 4:($1 == 1 && $2 == 5 ? $5 : NaN):($1 == 1 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 1 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2
