# gnuplot -e 'ending="png"' figure-contours.gnuplot draws figure-contours.png from figure-contours.csv; with "svg", figure-contours.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 760,640 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1140,960 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-contours.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-contours.csv"
unset datafile columnheaders
set datafile missing "nan"
unset key
set xrange [-1.0:1.0]
set yrange [-1.0:1.0]
set xlabel "α: random direction, filter-normalized, one-dimensional tensors at rest" noenhanced font ",11"
set ylabel "β: random direction, filter-normalized, one-dimensional tensors at rest" noenhanced font ",11"
set palette defined (0 "#440154", 0.125 "#482878", 0.25 "#3e4989", 0.375 "#31688e", 0.5 "#26828e", 0.625 "#1f9e89", 0.75 "#35b779", 0.875 "#6ece58", 1 "#fde725")
set palette maxcolors 14
set cbrange [0.1124119996581733:7.2925474736294325]
set cblabel "loss"
set logscale zcb
set format z "%g"
set ztics (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300)
set format cb "%g"
set cbtics (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300)
set title "vgg11-batch-lr0.1-seed0-62ef64e0b3812a9c: loss 0.117 at θ; 1000 training examples in batches of 128\nnormalization by each batch's own statistics" noenhanced font ",9"
set view map
set tics front
set xtics out nomirror
set ytics out nomirror
parts = ending eq "svg" ? 1 : 2
set pm3d interpolate parts,parts
set contour base
set cntrparam linear
set cntrparam levels discrete 0.1124119996581733,0.15144188315457238,0.20402309400369797,0.2748607057689312,0.37029341185476594,0.49886072466944215,0.6720671085429086,0.9054114225659209,1.2197737899867858,1.6432839940567479,2.2138385881798217,2.982491956496703,4.01802476389259,5.413098589616248,7.2925474736294325
set cntrlabel onecolor
set lmargin at screen 0.12
set rmargin at screen 0.83
set bmargin at screen 0.13
set tmargin at screen 0.905
set title offset 0,0.2
splot data matrix skip 1 every 1:1:1:0 using ($1 - 1 < 50 ? -1.0 + ($1 - 1) * 0.04 : 1.0):($2 < 50 ? -1.0 + ($2) * 0.04 : 1.0):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:1:0 using ($1 - 1 < 50 ? -1.0 + ($1 - 1) * 0.04 : 1.0):($2 < 50 ? -1.0 + ($2) * 0.04 : 1.0):3 with lines nosurface linecolor "white" linewidth 0.6 notitle, \
  "+" using (0):(0):(0.1124119996581733) every ::0::0 with points nocontour pointtype 2 pointsize 1.2 linecolor "black" notitle
