# gnuplot -e 'ending="png"' figure-surface.gnuplot draws figure-surface.png from figure-surface.csv; with "svg", figure-surface.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 820,640 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1230,960 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-surface.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-surface.csv"
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
set title "vgg11-batch-lr0.1-seed0-62ef64e0b3812a9c: loss 0.117 at θ; 1000 training examples in batches of 128\nnormalization by each batch's own statistics\nα: random direction, filter-normalized, one-dimensional tensors at rest\nβ: random direction, filter-normalized, one-dimensional tensors at rest" noenhanced font ",9"
set tmargin at screen 0.845
set title offset 0,1.2
set view 55,35,1,1.15
set xyplane 0
set border 31
set xlabel "α"
set ylabel "β"
set zrange [0.1124119996581733:7.2925474736294325]
set pm3d depthorder border linecolor "#40000000" linewidth 0.3
set palette maxcolors 0
set zlabel "loss" rotate by 90 offset -1,0
splot data matrix skip 1 every 1:1:1:0 using ($1 - 1 < 50 ? -1.0 + ($1 - 1) * 0.04 : 1.0):($2 < 50 ? -1.0 + ($2) * 0.04 : 1.0):($3 > 7.2925474736294325 ? 7.2925474736294325 : $3) with pm3d notitle
