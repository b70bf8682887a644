// A few threads that wait for work: those of a job take its parts one after the other, the caller among them, so that a thread that comes late or not at
// all leaves its share to the others. Between jobs they watch for the next one a little while, for passes give work every few microseconds, and then sleep.
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "CKernels.h"

// Looks before a thread goes to sleep: some tens of microseconds.
#define LOOKS 2000

struct kernel_team {
  pthread_mutex_t mutex;
  pthread_cond_t begun, finished;
  // Number of the job at hand, and its parts that are not done. Changed under the mutex; read without it by those that watch.
  atomic_size_t job, left;
  // Whether somebody's job is at hand.
  atomic_int is_taken;
  // Under the mutex.
  kernel_team_body body;
  void *context;
  size_t parts, next;
  int ends;
  // Threads beside the caller.
  size_t count;
  pthread_t threads[];
};

static inline void pause_a_moment(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Takes parts until none is left to take. The mutex is held on both ends.
static void work(kernel_team *team) {
  while (team->next < team->parts) {
    const size_t part = team->next++;
    const kernel_team_body body = team->body;
    void *context = team->context;
    pthread_mutex_unlock(&team->mutex);
    body(part, context);
    pthread_mutex_lock(&team->mutex);
    if (atomic_fetch_sub(&team->left, 1) == 1) pthread_cond_signal(&team->finished);
  }
}

static void *serve(void *argument) {
  kernel_team *team = argument;
  size_t seen = 0;
  for (;;) {
    for (int look = 0; look < LOOKS && atomic_load(&team->job) == seen; look++) pause_a_moment();
    pthread_mutex_lock(&team->mutex);
    while (atomic_load(&team->job) == seen && !team->ends) pthread_cond_wait(&team->begun, &team->mutex);
    seen = atomic_load(&team->job);
    const int ends = team->ends;
    if (!ends) work(team);
    pthread_mutex_unlock(&team->mutex);
    if (ends) return NULL;
  }
}

kernel_team *kernel_team_start(size_t threads) {
  kernel_team *team = calloc(1, sizeof(kernel_team) + threads * sizeof(pthread_t));
  if (!team) return NULL;
  pthread_mutex_init(&team->mutex, NULL);
  pthread_cond_init(&team->begun, NULL);
  pthread_cond_init(&team->finished, NULL);
  while (team->count < threads && pthread_create(&team->threads[team->count], NULL, serve, team) == 0) team->count++;
  return team;
}

void kernel_team_end(kernel_team *team) {
  if (!team) return;
  pthread_mutex_lock(&team->mutex);
  team->ends = 1;
  // A thread that watches looks at the number of the job.
  atomic_fetch_add(&team->job, 1);
  pthread_cond_broadcast(&team->begun);
  pthread_mutex_unlock(&team->mutex);
  for (size_t i = 0; i < team->count; i++) pthread_join(team->threads[i], NULL);
  pthread_cond_destroy(&team->finished);
  pthread_cond_destroy(&team->begun);
  pthread_mutex_destroy(&team->mutex);
  free(team);
}

void kernel_team_run(kernel_team *team, size_t parts, kernel_team_body body, void *context) {
  if (!team || team->count == 0 || parts < 2 || atomic_exchange(&team->is_taken, 1)) {
    for (size_t part = 0; part < parts; part++) body(part, context);
    return;
  }
  pthread_mutex_lock(&team->mutex);
  team->body = body, team->context = context, team->parts = parts, team->next = 0;
  atomic_store(&team->left, parts);
  atomic_fetch_add(&team->job, 1);
  pthread_cond_broadcast(&team->begun);
  work(team);
  pthread_mutex_unlock(&team->mutex);
  for (int look = 0; look < LOOKS && atomic_load(&team->left) > 0; look++) pause_a_moment();
  pthread_mutex_lock(&team->mutex);
  while (atomic_load(&team->left) > 0) pthread_cond_wait(&team->finished, &team->mutex);
  pthread_mutex_unlock(&team->mutex);
  atomic_store(&team->is_taken, 0);
}
