# gnuplot -e 'ending="png"' figure-normalization.gnuplot draws figure-normalization.png from figure-normalization.csv; with "svg", figure-normalization.svg.
if (!exists("ending")) ending = "png"
if (ending eq "svg") {
  set terminal svg size 1600,640 font "Helvetica,13" background "white" name "figure"
} else {
  set terminal pngcairo size 2400,960 font "Helvetica,13" fontscale 1.5 linewidth 1.5
}
if (!exists("output")) output = "figure-normalization.".ending
set output output
set datafile separator ","
set datafile columnheaders
data = "figure-normalization.csv"
unset datafile columnheaders
set datafile missing "nan"
unset key
set palette defined (0 "#440154", 0.125 "#482878", 0.25 "#3e4989", 0.375 "#31688e", 0.5 "#26828e", 0.625 "#1f9e89", 0.75 "#35b779", 0.875 "#6ece58", 1 "#fde725")
set palette maxcolors 14
set cbrange [0.276882825710884:1040.4503659871407]
set cblabel "loss"
set logscale zcb
set format z "10^{%T}"
set ztics autofreq
set format cb "10^{%T}"
set cbtics autofreq
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
set cntrparam levels discrete 0.276882825710884,0.49848010428688677,0.8974280500493242,1.6156654961535222,2.9087290009684184,5.236668370536764,9.42772448511022,16.973003191729006,30.556985177221673,55.01261813088888,99.04079659897158,178.305990956849,321.00939716627903,577.922438366055,1040.4503659871407
set cntrlabel onecolor
set multiplot
set lmargin at screen 0.035625000000000004
set rmargin at screen 0.18
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "none, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "β" offset 1,0
set colorbox user origin screen 0.946875,0.12 size screen 0.01125,0.76
splot data matrix skip 1 every 1:1:1:0:23 using ($1 - 1 < 22 ? -1.1 + ($1 - 1) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:1:0:23 using ($1 - 1 < 22 ? -1.1 + ($1 - 1) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
unset label 1
set lmargin at screen 0.22312500000000002
set rmargin at screen 0.3675
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "BatchNorm, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:24:0:46 using ($1 - 24 < 22 ? -1.1 + ($1 - 24) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:24:0:46 using ($1 - 24 < 22 ? -1.1 + ($1 - 24) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.410625
set rmargin at screen 0.5549999999999999
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "L1, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:47:0:69 using ($1 - 47 < 22 ? -1.1 + ($1 - 47) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:47:0:69 using ($1 - 47 < 22 ? -1.1 + ($1 - 47) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.598125
set rmargin at screen 0.7424999999999999
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "L2, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:70:0:92 using ($1 - 70 < 22 ? -1.1 + ($1 - 70) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:70:0:92 using ($1 - 70 < 22 ? -1.1 + ($1 - 70) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.785625
set rmargin at screen 0.9299999999999999
set tmargin at screen 0.95234375
set bmargin at screen 0.5996875
set title "L∞, untrained" noenhanced font ",11" offset 0,-0.6
set xlabel "" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:93:0:115 using ($1 - 93 < 22 ? -1.1 + ($1 - 93) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:93:0:115 using ($1 - 93 < 22 ? -1.1 + ($1 - 93) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.035625000000000004
set rmargin at screen 0.18
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "none, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "β" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:116:0:138 using ($1 - 116 < 22 ? -1.1 + ($1 - 116) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:116:0:138 using ($1 - 116 < 22 ? -1.1 + ($1 - 116) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.22312500000000002
set rmargin at screen 0.3675
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "BatchNorm, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:139:0:161 using ($1 - 139 < 22 ? -1.1 + ($1 - 139) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:139:0:161 using ($1 - 139 < 22 ? -1.1 + ($1 - 139) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.410625
set rmargin at screen 0.5549999999999999
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "L1, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:162:0:184 using ($1 - 162 < 22 ? -1.1 + ($1 - 162) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:162:0:184 using ($1 - 162 < 22 ? -1.1 + ($1 - 162) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.598125
set rmargin at screen 0.7424999999999999
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "L2, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:185:0:207 using ($1 - 185 < 22 ? -1.1 + ($1 - 185) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:185:0:207 using ($1 - 185 < 22 ? -1.1 + ($1 - 185) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
set lmargin at screen 0.785625
set rmargin at screen 0.9299999999999999
set tmargin at screen 0.47578125
set bmargin at screen 0.12312500000000004
set title "L∞, trained" noenhanced font ",11" offset 0,-0.6
set xlabel "α" offset 0,0.9
set ylabel "" offset 1,0
unset colorbox
splot data matrix skip 1 every 1:1:208:0:230 using ($1 - 208 < 22 ? -1.1 + ($1 - 208) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with pm3d nocontour notitle, \
  data matrix skip 1 every 1:1:208:0:230 using ($1 - 208 < 22 ? -1.1 + ($1 - 208) * 0.1 : 1.1):($2 < 22 ? -1.1 + ($2) * 0.1 : 1.1):3 with lines nosurface linecolor "white" linewidth 0.5 notitle, \
  "+" using (0):(0):(0.276882825710884) every ::0::0 with points nocontour pointtype 2 pointsize 0.9 linecolor "black" notitle
unset multiplot
