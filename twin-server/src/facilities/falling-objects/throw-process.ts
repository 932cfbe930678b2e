import type { ThrowCase, ThrowTrace } from 'twin-core/geometry';
import { AnsweringProcess } from '../../engines/answering-process.ts';
import { childEntry } from '../../engines/child-entry.ts';

/** What is asked of the process that traces throws. */
export interface ThrowQuestions {
  readonly trace: (given: ThrowCase) => ThrowTrace;
}

/** Tracing in a child process. A trace takes some tens of milliseconds, 0.3 s at most on a busy machine; falls come in threes. */
export const openThrowProcess = (): AnsweringProcess<ThrowQuestions> =>
  new AnsweringProcess({
    name: 'tracing',
    entry: () => childEntry(import.meta.url, 'throw-worker'),
    heapMb: 256,
    idleMs: 10 * 60_000,
    answerMs: 30_000,
  });
