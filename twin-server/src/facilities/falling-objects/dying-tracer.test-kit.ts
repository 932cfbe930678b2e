import { readFileSync, writeFileSync } from 'node:fs';
import { traceThrow } from 'twin-core/geometry';
import { answerQuestions } from '../../engines/answer-questions.ts';
import type { ThrowQuestions } from './throw-process.ts';

/** For tests, as a process of its own: traces throws, but is killed under as many of them as the file named by the environment says. */
answerQuestions<ThrowQuestions>(() => ({
  trace: (given) => {
    const file = process.env.DYING_TRACER!;
    const left = Number(readFileSync(file, 'utf8'));
    writeFileSync(file, String(left - 1));
    if (left > 0) process.kill(process.pid, 'SIGKILL');
    return traceThrow(given);
  },
}));
