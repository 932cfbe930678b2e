/** Entry of the child process that casts rays: a second of them would hold up everything else. */
import { setPriority } from 'node:os';
import { isFlat } from 'twin-core/geometry';
import { reasonOf } from '../problem.ts';
import type { Questions, Reply, Request } from './messages.ts';
import { OpenEstate } from './open-estate.ts';

/** A third of an equal's share where processors are short; all of them where they are not. */
const NICENESS = 5;

let opening: Promise<OpenEstate> | null = null;

const questionsTo = (estate: OpenEstate): Questions => ({
  coverage: (cameras) => estate.coverage(cameras),
  masks: (cameras) => cameras.map((camera) => (isFlat(camera) ? estate.mask(camera) : null)),
  sun: (year) => estate.sun(year),
});

const reply = (message: Reply) => process.send?.(message);

async function answer(id: number, name: keyof Questions, args: readonly unknown[]): Promise<void> {
  try {
    if (!opening) throw new Error('asked before there was an estate');
    const question = questionsTo(await opening)[name] as (...args: readonly unknown[]) => unknown;
    reply({ kind: 'answer', id, value: question(...args) });
  } catch (cause) {
    reply({ kind: 'failure', id, reason: reasonOf(cause) });
  }
}

try {
  setPriority(NICENESS);
} catch {
  // Not allowed here: it only matters where processors are short.
}
process.on('message', (message) => {
  const request = message as Request;
  if (request.kind === 'ask') {
    void answer(request.id, request.name, request.args);
    return;
  }
  opening = OpenEstate.open(request.estate);
  // Told to whoever asks.
  opening.catch(() => undefined);
});
process.once('disconnect', () => process.exit());
