import { AnsweringProcess } from '../engines/answering-process.ts';
import { childEntry } from '../engines/child-entry.ts';
import type { Estate } from './estate.ts';
import type { Questions } from './messages.ts';

/** Sight in a child process. Its heap holds the triangles of a hundred buildings and the tree over them; a large estate is opened within minutes. */
export const openSightProcess = (): AnsweringProcess<Questions, Estate> =>
  new AnsweringProcess({
    name: 'sight',
    entry: () => childEntry(import.meta.url, 'sight-worker'),
    heapMb: 2_048,
    idleMs: 10 * 60_000,
    answerMs: 5 * 60_000,
  });
