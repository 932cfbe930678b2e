import type { Facility } from '../facility.ts';
import { broadcast } from './broadcast.ts';
import { charging } from './charging.ts';
import { elevator } from './elevator.ts';
import { environment } from './environment.ts';
import { fallingObjects } from './falling-objects.ts';
import { fireAlarm } from './fire-alarm.ts';
import { patrol } from './patrol.ts';
import { perimeter } from './perimeter.ts';
import { video } from './video.ts';

/** The catalogue: every facility system the platform knows. */
export const FACILITIES: readonly Facility[] = [
  fireAlarm,
  perimeter,
  fallingObjects,
  charging,
  environment,
  patrol,
  video,
  broadcast,
  elevator,
];
