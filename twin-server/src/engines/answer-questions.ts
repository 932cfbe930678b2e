import { setPriority } from 'node:os';
import { reasonOf } from '../problem.ts';
import type { QuestionsOf, Reply, Request } from './questions.ts';

/** A third of an equal's share where processors are short; all of them where they are not. */
const NICENESS = 5;

/**
 * Makes this child process answer what its parent asks (AnsweringProcess), one question after the other. `questionsFor` is told what the
 * questions are about: null until the parent says it.
 */
export function answerQuestions<Q extends QuestionsOf<Q>, S = never>(
  questionsFor: (subject: S | null) => Q | Promise<Q>,
): void {
  let questions = prepared(null);
  try {
    setPriority(NICENESS);
  } catch {
    // Not allowed here: it only matters where processors are short.
  }
  process.on('message', (message) => {
    const request = message as Request;
    if (request.kind === 'ask') void answer(request.id, request.name, request.args);
    else questions = prepared(request.subject as S);
  });
  process.once('disconnect', () => process.exit());

  function prepared(subject: S | null): Promise<Q> {
    const made = (async () => questionsFor(subject))();
    // Told to whoever asks.
    made.catch(() => undefined);
    return made;
  }

  async function answer(id: number, name: string, args: readonly unknown[]): Promise<void> {
    try {
      const question = (await questions)[name as keyof Q] as unknown as (...args: readonly unknown[]) => unknown;
      reply({ kind: 'answer', id, value: question(...args) });
    } catch (cause) {
      reply({ kind: 'failure', id, reason: reasonOf(cause) });
    }
  }
}

const reply = (message: Reply) => process.send?.(message);
