# gnuplot -e 'ending="png"' figure-inspection.gnuplot draws figure-inspection.png from figure-inspection.csv; with "svg", figure-inspection.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 960,760 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1440,1140 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-inspection.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-inspection.csv"
set multiplot layout 2,2
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
unset logscale y
set format y "%g"
set yrange [0.0:119.700000001]
unset logscale x
set xrange [-1.5949613011090993:1.847037309449325]
set xtics 1.0
set title "mean of (output − β)/γ, test set"
set xlabel "value" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 0 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "units"
unset logscale y
set format y "%g"
set yrange [0.0:127.05000000100002]
unset logscale x
set xrange [0.7480918921309031:1.3547951346424991]
set xtics 0.2
set title "standard deviation of (output − β)/γ"
set xlabel "value" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 1 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "units"
unset logscale y
set format y "%g"
set yrange [0.0:69.300000001]
unset logscale x
set xrange [0.5095183193683624:1.2889266669750215]
set xtics 0.2
set title "γ"
set xlabel "value" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 2 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "units"
unset logscale y
set format y "%g"
set yrange [0.0:81.90000000100001]
unset logscale x
set xrange [-0.5724676337558776:-0.059247280238196254]
set xtics 0.2
set title "β"
set xlabel "value" offset 0,0.4
set key outside bottom center horizontal samplen 2 height 1
plot data using 3:($1 == 3 && $2 == 0 ? $4 : NaN) with lines linecolor "#0072B2" linewidth 1.6 title "units"
