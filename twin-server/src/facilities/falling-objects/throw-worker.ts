/** Entry of the child process that traces throws: tens of milliseconds of one would keep what is sensed waiting. */
import { traceThrow } from 'twin-core/geometry';
import { answerQuestions } from '../../engines/answer-questions.ts';
import type { ThrowQuestions } from './throw-process.ts';

answerQuestions<ThrowQuestions>(() => ({ trace: traceThrow }));
