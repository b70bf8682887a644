# gnuplot -e 'ending="png"' figure-shortcuts.gnuplot draws figure-shortcuts.png from figure-shortcuts.csv; with "svg", figure-shortcuts.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1300,640 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 1950,960 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-shortcuts.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-shortcuts.csv"
unset datafile columnheaders
set datafile missing "nan"
unset key
set palette defined (0 "#440154", 0.125 "#482878", 0.25 "#3e4989", 0.375 "#31688e", 0.5 "#26828e", 0.625 "#1f9e89", 0.75 "#35b779", 0.875 "#6ece58", 1 "#fde725")
set palette maxcolors 10
set cbrange [0.0:10.0]
set cblabel "loss"
set xrange [-1.1:1.1]
set yrange [-1.1:1.1]
set xtics out nomirror 1.0 font ",10" offset 0,0.7
set ytics out nomirror 1.0 font ",10"
set tics front
set view map
parts = ending eq "svg" ? 1 : 3
set pm3d interpolate parts,parts
set contour base
set cntrparam linear
set cntrparam levels discrete 0.0,1.0,2.0,3.0,4.0,5.0,6.0,7.0,8.0,9.0,10.0
set cntrlabel onecolor
set multiplot
set lmargin at screen 0.04384615384615385
set rmargin at screen 0.22153846153846155
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "20 layers, short-cuts, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "β" offset 1,0
set colorbox user origin screen 0.9346153846153846,0.12 size screen 0.013846153846153847,0.76
splot data matrix skip 1 every 1:1:1:0:23 using ($1 - 1 < 22 ? -1.1 + ($1 - 1) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:1:0:23 using ($1 - 1 < 22 ? -1.1 + ($1 - 1) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.0) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
unset label 1
set lmargin at screen 0.27461538461538465
set rmargin at screen 0.4523076923076923
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "20 layers, no short-cuts, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:24:0:46 using ($1 - 24 < 22 ? -1.1 + ($1 - 24) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:24:0:46 using ($1 - 24 < 22 ? -1.1 + ($1 - 24) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.0) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.5053846153846154
set rmargin at screen 0.6830769230769231
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "56 layers, short-cuts, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:47:0:69 using ($1 - 47 < 22 ? -1.1 + ($1 - 47) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:47:0:69 using ($1 - 47 < 22 ? -1.1 + ($1 - 47) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.0) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.7361538461538462
set rmargin at screen 0.9138461538461539
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "56 layers, no short-cuts, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:70:0:92 using ($1 - 70 < 22 ? -1.1 + ($1 - 70) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:70:0:92 using ($1 - 70 < 22 ? -1.1 + ($1 - 70) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.0) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.04384615384615385
set rmargin at screen 0.22153846153846155
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "20 layers, short-cuts, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "β" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:93:0:115 using ($1 - 93 < 22 ? -1.1 + ($1 - 93) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:93:0:115 using ($1 - 93 < 22 ? -1.1 + ($1 - 93) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.0) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.27461538461538465
set rmargin at screen 0.4523076923076923
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "20 layers, no short-cuts, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:116:0:138 using ($1 - 116 < 22 ? -1.1 + ($1 - 116) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:116:0:138 using ($1 - 116 < 22 ? -1.1 + ($1 - 116) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.0) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.5053846153846154
set rmargin at screen 0.6830769230769231
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "56 layers, short-cuts, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:139:0:161 using ($1 - 139 < 22 ? -1.1 + ($1 - 139) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:139:0:161 using ($1 - 139 < 22 ? -1.1 + ($1 - 139) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.0) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.7361538461538462
set rmargin at screen 0.9138461538461539
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "56 layers, no short-cuts, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:162:0:184 using ($1 - 162 < 22 ? -1.1 + ($1 - 162) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:162:0:184 using ($1 - 162 < 22 ? -1.1 + ($1 - 162) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.0) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
unset multiplot
