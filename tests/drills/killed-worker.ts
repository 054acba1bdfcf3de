import { startWorker } from '@/server/worker/start-worker';

/** A worker whose process is killed, as by `kill -9`, right after the step of sending that is its argument. */
await startWorker({
  onStep(step) {
    if (step === process.argv[2]) process.kill(process.pid, 'SIGKILL');
  },
});
