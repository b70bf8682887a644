# gnuplot -e 'ending="png"' figure-covariate-shift.gnuplot draws figure-covariate-shift.png from figure-covariate-shift.csv; with "svg", figure-covariate-shift.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1320,640 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1980,960 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-covariate-shift.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-covariate-shift.csv"
set multiplot layout 2,4 columnsfirst margins screen 0.08,0.96,0.23,0.93 spacing screen 0.07,0.18
set xtics 0,1500
set grid back linecolor "#dddddd"
set border 3
set tics nomirror
set xlabel "step"
set title "weight 2 of 9: ‖G − G′‖"
set ylabel "loss/θ"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset key
plot data using 1:2:3 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:5:6 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:8:9 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:11:12 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:14:15 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:4 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:7 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4, \
  data using 1:10 with lines title "L1" linecolor "#E69F00" linewidth 1.4, \
  data using 1:13 with lines title "L2" linecolor "#009E73" linewidth 1.4, \
  data using 1:16 with lines title "L∞" linecolor "#CC79A7" linewidth 1.4
set title "weight 2 of 9: cosine of G and G′"
set ylabel "no unit"
unset logscale y
set format y "%g"
set ytics 0.5
set yrange [-1.05:1.05]
unset key
plot data using 1:17:18 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:20:21 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:23:24 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:26:27 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:29:30 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:19 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:22 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4, \
  data using 1:25 with lines title "L1" linecolor "#E69F00" linewidth 1.4, \
  data using 1:28 with lines title "L2" linecolor "#009E73" linewidth 1.4, \
  data using 1:31 with lines title "L∞" linecolor "#CC79A7" linewidth 1.4
set title "weight 4 of 9: ‖G − G′‖"
set ylabel "loss/θ"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset key
plot data using 1:32:33 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:35:36 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:38:39 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:41:42 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:44:45 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:34 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:37 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4, \
  data using 1:40 with lines title "L1" linecolor "#E69F00" linewidth 1.4, \
  data using 1:43 with lines title "L2" linecolor "#009E73" linewidth 1.4, \
  data using 1:46 with lines title "L∞" linecolor "#CC79A7" linewidth 1.4
set title "weight 4 of 9: cosine of G and G′"
set ylabel "no unit"
unset logscale y
set format y "%g"
set ytics 0.5
set yrange [-1.05:1.05]
unset key
plot data using 1:47:48 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:50:51 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:53:54 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:56:57 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:59:60 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:49 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:52 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4, \
  data using 1:55 with lines title "L1" linecolor "#E69F00" linewidth 1.4, \
  data using 1:58 with lines title "L2" linecolor "#009E73" linewidth 1.4, \
  data using 1:61 with lines title "L∞" linecolor "#CC79A7" linewidth 1.4
set title "weight 6 of 9: ‖G − G′‖"
set ylabel "loss/θ"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset key
plot data using 1:62:63 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:65:66 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:68:69 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:71:72 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:74:75 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:64 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:67 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4, \
  data using 1:70 with lines title "L1" linecolor "#E69F00" linewidth 1.4, \
  data using 1:73 with lines title "L2" linecolor "#009E73" linewidth 1.4, \
  data using 1:76 with lines title "L∞" linecolor "#CC79A7" linewidth 1.4
set title "weight 6 of 9: cosine of G and G′"
set ylabel "no unit"
unset logscale y
set format y "%g"
set ytics 0.5
set yrange [-1.05:1.05]
unset key
plot data using 1:77:78 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:80:81 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:83:84 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:86:87 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:89:90 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:79 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:82 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4, \
  data using 1:85 with lines title "L1" linecolor "#E69F00" linewidth 1.4, \
  data using 1:88 with lines title "L2" linecolor "#009E73" linewidth 1.4, \
  data using 1:91 with lines title "L∞" linecolor "#CC79A7" linewidth 1.4
set title "weight 9 of 9: ‖G − G′‖"
set ylabel "loss/θ"
set logscale y
set format y "10^{%T}"
set ytics autofreq
set yrange [*:*]
unset key
plot data using 1:92:93 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:95:96 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:98:99 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:101:102 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:104:105 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:94 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:97 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4, \
  data using 1:100 with lines title "L1" linecolor "#E69F00" linewidth 1.4, \
  data using 1:103 with lines title "L2" linecolor "#009E73" linewidth 1.4, \
  data using 1:106 with lines title "L∞" linecolor "#CC79A7" linewidth 1.4
set title "weight 9 of 9: cosine of G and G′"
set ylabel "no unit"
unset logscale y
set format y "%g"
set ytics 0.5
set yrange [-1.05:1.05]
set key at screen 0.5,0.065 center horizontal maxrows 1 samplen 2
plot data using 1:107:108 with filledcurves notitle fillcolor "#555555" fillstyle transparent solid 0.15, \
  data using 1:110:111 with filledcurves notitle fillcolor "#0072B2" fillstyle transparent solid 0.15, \
  data using 1:113:114 with filledcurves notitle fillcolor "#E69F00" fillstyle transparent solid 0.15, \
  data using 1:116:117 with filledcurves notitle fillcolor "#009E73" fillstyle transparent solid 0.15, \
  data using 1:119:120 with filledcurves notitle fillcolor "#CC79A7" fillstyle transparent solid 0.15, \
  data using 1:109 with lines title "none" linecolor "#555555" linewidth 1.4, \
  data using 1:112 with lines title "BatchNorm" linecolor "#0072B2" linewidth 1.4, \
  data using 1:115 with lines title "L1" linecolor "#E69F00" linewidth 1.4, \
  data using 1:118 with lines title "L2" linecolor "#009E73" linewidth 1.4, \
  data using 1:121 with lines title "L∞" linecolor "#CC79A7" linewidth 1.4
