/** Entry of the child process that indexes one model; what it reads and builds never weighs on the server. */
import { InputError, reasonOf } from '../problem.ts';
import { type IndexAnswer, type IndexRequest, writeIndex } from './write-index.ts';

const PROGRESS_STEP = 0.02;

const answer = (message: IndexAnswer) => process.send?.(message);

async function serve(request: IndexRequest): Promise<void> {
  let told = -1;
  try {
    const report = await writeIndex(request, (fraction) => {
      if (fraction < told + PROGRESS_STEP) return;
      told = fraction;
      answer({ kind: 'progress', fraction });
    });
    answer({ kind: 'done', report });
  } catch (cause) {
    answer({ kind: 'failed', input: cause instanceof InputError, reason: reasonOf(cause) });
  }
  process.disconnect();
}

process.once('message', (message) => void serve(message as IndexRequest));
// A parent that is gone asks for nothing any more; the database rolls back.
process.once('disconnect', () => process.exit());
