// All programs of the package in one file, which is each of them by the name that it is called by: the Swift runtime is there once.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// programs.h is made by studies/wheel: a line a program, PROGRAM("name", entry point).
#define PROGRAM(name, entry) int entry(int, char **);
#include "programs.h"
#undef PROGRAM

static const struct { const char *name; int (*entry)(int, char **); } programs[] = {
#define PROGRAM(name, entry) {name, entry},
#include "programs.h"
};
static const size_t count = sizeof programs / sizeof programs[0];

static size_t find(const char *name) {
  for (size_t i = 0; i < count; i++) if (strcmp(programs[i].name, name) == 0) return i;
  return count;
}

int main(int argc, char **argv) {
  const char *slash = strrchr(argv[0], '/');
  const char *own = slash ? slash + 1 : argv[0];
  const size_t called = find(own);
  if (called < count) return programs[called].entry(argc, argv);
  // A study starts its workers by the file's own name; any program is a worker.
  if (argc == 2 && strcmp(argv[1], "--worker") == 0) return programs[0].entry(argc, argv);
  // The Swift runtime reads the arguments of the process: it is started again under the program's name.
  if (argc > 1 && find(argv[1]) < count) {
    execv("/proc/self/exe", argv + 1);
    perror("theodolite");
    return 1;
  }
  fprintf(stderr, "Error: %s: found no such program, expected one of", argc > 1 && strcmp(own, "theodolite") == 0 ? argv[1] : own);
  for (size_t i = 0; i < count; i++) fprintf(stderr, " %s", programs[i].name);
  fprintf(stderr, "\n");
  return 64;
}
