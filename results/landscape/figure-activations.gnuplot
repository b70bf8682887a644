# gnuplot -e 'ending="png"' figure-activations.gnuplot draws figure-activations.png from figure-activations.csv; with "svg", figure-activations.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1500,690 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2250,1035 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-activations.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-activations.csv"
set multiplot layout 2,5 title "inputs of nonlinearities, over all units, examples and seeds; thin lines: normal, with the same mean and deviation"
set border 1
unset key
set xtics nomirror
set title "none: 1 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-3.926834171584845:3.926834171584845]
set xtics 2.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 0 && $2 == 0 ? $5 : NaN):($1 == 0 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 1 ? $5 : NaN):($1 == 0 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 2 ? $5 : NaN):($1 == 0 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 3 ? $5 : NaN):($1 == 0 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 4 ? $5 : NaN):($1 == 0 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 0 && $2 == 5 ? $5 : NaN):($1 == 0 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 0 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 0 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "BatchNorm: 1 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-4.000649547519845:4.000649547519845]
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
set title "L1: 1 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-4.3508414723096935:4.3508414723096935]
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
set title "L2: 1 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-3.496485921782296:3.496485921782296]
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
set title "L∞: 1 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-1.330909454841891:1.330909454841891]
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
set title "none: 2 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-2.6519078563007596:2.6519078563007596]
set xtics 2.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 5 && $2 == 0 ? $5 : NaN):($1 == 5 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 1 ? $5 : NaN):($1 == 5 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 2 ? $5 : NaN):($1 == 5 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 3 ? $5 : NaN):($1 == 5 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 4 ? $5 : NaN):($1 == 5 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 5 && $2 == 5 ? $5 : NaN):($1 == 5 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#555555" fillstyle solid 0.75 noborder, data using 4:($1 == 5 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 5 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "BatchNorm: 2 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-3.9999495130287674:3.9999495130287674]
set xtics 2.0
set yrange [0:6.8]
set ylabel "step"
set xlabel "activation"
plot data using 4:($1 == 6 && $2 == 0 ? $5 : NaN):($1 == 6 && $2 == 0 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 0 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 0 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 1 ? $5 : NaN):($1 == 6 && $2 == 1 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 1 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 1 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 2 ? $5 : NaN):($1 == 6 && $2 == 2 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 2 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 2 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 3 ? $5 : NaN):($1 == 6 && $2 == 3 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 3 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 3 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 4 ? $5 : NaN):($1 == 6 && $2 == 4 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 4 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 4 ? $7 : NaN) with lines linecolor "black" linewidth 0.6, \
  data using 4:($1 == 6 && $2 == 5 ? $5 : NaN):($1 == 6 && $2 == 5 ? $6 : NaN) with filledcurves fillcolor "#0072B2" fillstyle solid 0.75 noborder, data using 4:($1 == 6 && $2 == 5 ? $6 : NaN) with lines linecolor "white" linewidth 1.2, data using 4:($1 == 6 && $2 == 5 ? $7 : NaN) with lines linecolor "black" linewidth 0.6
set title "L1: 2 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-4.35679341352415:4.35679341352415]
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
set title "L2: 2 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-3.4769603517331804:3.4769603517331804]
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
set title "L∞: 2 of 2"
set ytics scale 0 ("0" 5, "80" 4, "160" 3, "240" 2, "320" 1, "400" 0)
set xrange [-1.5013290403958846:1.5013290403958846]
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
