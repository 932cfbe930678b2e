/** Entry of the child process that keeps history: its reading, packing and folding never weigh on the server's own loop. */
import { reasonOf } from '../problem.ts';
import { Historian } from './historian.ts';
import { packIntervals, type Questions, type Reply, type Request } from './messages.ts';
import { TooOldError } from './state-at.ts';

const SEAL_EVERY_MS = 5_000;
const AGE_EVERY_MS = 60_000;

let historian: Historian | null = null;

const questionsTo = (asked: Historian): Questions => ({
  points: (...args) => asked.points(...args),
  intervals: async (...args) => packIntervals(await asked.intervals(...args)),
  stateAt: (...args) => asked.stateAt(...args),
  rationalise: (...args) => asked.rationalise(...args),
  fork: (...args) => asked.fork(...args),
});

const reply = (message: Reply) => process.send?.(message);

async function answer(id: number, name: keyof Questions, args: readonly unknown[]): Promise<void> {
  try {
    if (!historian) throw new Error('asked before it was opened');
    const question = questionsTo(historian)[name] as (...args: readonly unknown[]) => Promise<unknown>;
    reply({ kind: 'answer', id, value: await question(...args) });
  } catch (cause) {
    reply({
      kind: 'failure',
      id,
      reason: reasonOf(cause),
      tooOld: cause instanceof TooOldError ? cause.oldest : null,
    });
  }
}

/** Does a chore again and again, never twice at once; one that fails is told of and done again the next time. */
function repeat(everyMs: number, chore: () => Promise<void>): void {
  const again = async () => {
    await chore().catch((cause: unknown) => reply({ kind: 'trouble', reason: reasonOf(cause) }));
    setTimeout(() => void again(), everyMs);
  };
  void again();
}

process.on('message', (message) => {
  const request = message as Request;
  if (request.kind === 'ask') {
    void answer(request.id, request.name, request.args);
    return;
  }
  const opened = new Historian(request.options);
  historian = opened;
  if (!request.writes) return;
  repeat(SEAL_EVERY_MS, () => opened.seal());
  repeat(AGE_EVERY_MS, () => opened.age(Date.now()));
});
// What is not finished is done again by the next process: nobody waits for it.
process.once('disconnect', () => process.exit());
