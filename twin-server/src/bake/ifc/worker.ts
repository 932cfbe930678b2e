/** Entry of the bake's child process: one request at a time over IPC; it ends with its parent. */
import { InputError, reasonOf } from '../../problem.ts';
import { bakeFile } from './bake-file.ts';
import type { BakeAnswer, BakeRequest } from './worker-messages.ts';

// Streaming thousands of meshes must not become thousands of messages.
const PROGRESS_STEP = 0.1;

function answer(message: BakeAnswer): void {
  process.send?.(message);
}

async function serve({ file, folder, override }: BakeRequest): Promise<void> {
  let phase = '';
  let told = 0;
  try {
    const report = await bakeFile(file, folder, override, (progress) => {
      if (progress.phase === phase && progress.fraction < told + PROGRESS_STEP) return;
      phase = progress.phase;
      told = progress.fraction;
      answer({ kind: 'progress', progress });
    });
    answer({ kind: 'done', report });
  } catch (cause) {
    answer({ kind: 'failed', input: cause instanceof InputError, reason: reasonOf(cause) });
  }
}

process.on('message', (message) => void serve(message as BakeRequest));
process.on('disconnect', () => process.exit());
