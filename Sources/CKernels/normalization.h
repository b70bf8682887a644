// What a forward pass of normalization leaves for each channel.
#pragma once
enum { MEAN, SPREAD, INVERSE, LARGEST, STATISTICS };
