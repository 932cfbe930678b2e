/** Entry of the child process that casts rays: a second of them would hold up everything else. */
import { isFlat } from 'twin-core/geometry';
import { answerQuestions } from '../engines/answer-questions.ts';
import type { Estate } from './estate.ts';
import type { Questions } from './messages.ts';
import { OpenEstate } from './open-estate.ts';

answerQuestions<Questions, Estate>(async (subject) => {
  if (!subject) throw new Error('asked before there was an estate');
  const estate = await OpenEstate.open(subject);
  return {
    coverage: (cameras) => estate.coverage(cameras),
    masks: (cameras) => cameras.map((camera) => (isFlat(camera) ? estate.mask(camera) : null)),
    seen: (cameras, points) => estate.seen(cameras, points),
    openGround: (cellM) => estate.openGround(cellM),
    sun: (year) => estate.sun(year),
    corners: (at, reachM) => estate.corners(at, reachM),
  };
});
