import type { Facility } from '../facility.ts';
import { accessControl } from './access-control.ts';
import { broadcast } from './broadcast.ts';
import { charging } from './charging.ts';
import { ebike } from './ebike.ts';
import { elevator } from './elevator.ts';
import { energy } from './energy.ts';
import { environment } from './environment.ts';
import { fallingObjects } from './falling-objects.ts';
import { fireAlarm } from './fire-alarm.ts';
import { fireFacilities } from './fire-facilities.ts';
import { gateway } from './gateway.ts';
import { manhole } from './manhole.ts';
import { parking } from './parking.ts';
import { patrol } from './patrol.ts';
import { perimeter } from './perimeter.ts';
import { screens } from './screens.ts';
import { secondaryWater } from './secondary-water.ts';
import { streetLamp } from './street-lamp.ts';
import { video } from './video.ts';

/** The catalogue: every facility system that an estate may have. */
export const FACILITIES: readonly Facility[] = [
  fireAlarm,
  fireFacilities,
  perimeter,
  fallingObjects,
  charging,
  ebike,
  video,
  broadcast,
  elevator,
  environment,
  manhole,
  secondaryWater,
  streetLamp,
  energy,
  gateway,
  accessControl,
  parking,
  patrol,
];

/** Those and what the platform tells of itself, of which no estate brings devices and which no simulator plays. */
export const KNOWN_FACILITIES: readonly Facility[] = [...FACILITIES, screens];
