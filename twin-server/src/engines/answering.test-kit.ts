import { answerQuestions } from './answer-questions.ts';

/** For tests, as a process of its own: answers questions, and does what such a process must not. */
export interface BadQuestions {
  readonly twice: (number: number) => number;
  readonly about: () => string | null;
  readonly fail: (reason: string) => never;
  /** Never ends. */
  readonly hang: () => never;
  readonly pid: () => number;
}

answerQuestions<BadQuestions, string>((subject) => {
  if (subject === 'bad') throw new Error('such a subject cannot be opened');
  return {
    twice: (number) => number * 2,
    about: () => subject,
    fail: (reason) => {
      throw new Error(reason);
    },
    hang: () => {
      for (;;);
    },
    pid: () => process.pid,
  };
});
