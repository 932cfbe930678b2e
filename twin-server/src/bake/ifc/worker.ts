/** Entry of the bake's child process: one request at a time over IPC; it ends with its parent. */
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { InputError, reasonOf } from '../../problem.ts';
import { bakeFile } from './bake-file.ts';
import { loadWebIfc } from './model.ts';
import { readIfcSource } from './source.ts';
import { firstFault } from './source-fault.ts';
import type { BakeRequest, WorkerAnswer, WorkerRequest } from './worker-messages.ts';

// A third of an equal's share where processors are short; all of them where they are not.
const NICENESS = 5;
// Streaming thousands of meshes must not become thousands of messages.
const PROGRESS_STEP = 0.1;

function answer(message: WorkerAnswer): void {
  process.send?.(message);
}

async function bake({ file, folder, override, limits }: BakeRequest): Promise<void> {
  let phase = '';
  let told = 0;
  const tell: Parameters<typeof bakeFile>[3] = (progress) => {
    if (progress.phase === phase && progress.fraction < told + PROGRESS_STEP) return;
    phase = progress.phase;
    told = progress.fraction;
    answer({ kind: 'progress', progress });
  };
  answer({ kind: 'done', report: await bakeFile(file, folder, override, tell, limits) });
}

/** What web-ifc throws when it gives up: a trap of WebAssembly, or a C++ exception, which is no Error at all. */
function isTrap(cause: unknown): boolean {
  return !(cause instanceof Error) || cause.name === 'RuntimeError';
}

/** What went wrong, in words. Where WebAssembly, the stack or the memory end, the file was too much, not the program wrong. */
function refusalOf(cause: unknown, request: WorkerRequest): WorkerAnswer {
  const refuse = (reason: string) =>
    ({ kind: 'failed', input: true, reason: `${placeOf(request)}: ${reason}` }) as const;
  if (isTrap(cause)) return refuse(`web-ifc cannot mesh it (${reasonOf(cause)})`);
  if (cause instanceof RangeError) {
    if (/call stack/i.test(cause.message)) return refuse('its instances are nested without end');
    return refuse(`too large to be baked (${cause.message})`);
  }
  return { kind: 'failed', input: cause instanceof InputError, reason: reasonOf(cause) };
}

function placeOf(request: WorkerRequest): string {
  return request.kind === 'warm' ? 'bake' : request.file;
}

async function serve(request: WorkerRequest): Promise<void> {
  try {
    if (request.kind === 'bake') {
      await bake(request);
    } else if (request.kind === 'inspect') {
      const { bytes } = await readIfcSource(request.file, request.limits);
      answer({ kind: 'inspected', fault: firstFault(bytes) });
    } else {
      await loadWebIfc();
      answer({ kind: 'warm' });
    }
  } catch (cause) {
    answer(refusalOf(cause, request));
  }
}

/** Whoever shares the machine goes first, and is not the one that is ended when its memory runs out. */
function standBack(): void {
  try {
    setPriority(NICENESS);
    writeFileSync('/proc/self/oom_score_adj', '800');
  } catch {
    // Not Linux, or not allowed here: the limits of the parent hold all the same.
  }
}

standBack();
process.on('message', (message) => void serve(message as WorkerRequest));
process.on('disconnect', () => process.exit());
