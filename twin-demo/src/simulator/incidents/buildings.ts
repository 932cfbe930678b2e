import type { Scenario } from './scenario.ts';
import { snapshot } from './snapshot.ts';
import { alone, begun, held, lost, tracksOf } from './tracks.ts';

/** Somebody takes an e-bike up: the camera knows it, speaks, and keeps the doors open until it is out again. */
const ebikeInLift: Scenario = {
  id: 'ebike-in-lift',
  lengthS: 60,
  roles: { camera: { kind: 'ebike-lift-camera' }, lift: { kind: 'elevator', orKind: 'fire-lift', near: 'camera' } },
  tracks: [
    ...tracksOf('camera', {
      ebikeInside: held(true, 0, 45),
      voicePrompted: held(true, 1, 40),
      liftHeld: held(true, 2, 44),
    }),
    ...tracksOf('lift', {
      floor: held(1, 0, 55),
      speedMps: held(0, 0, 55),
      direction: held('stopped', 0, 55),
      doorState: held('open', 0, 50),
      personInside: held(true, 0, 45),
    }),
  ],
  cues: begun(
    'ebike.inBuilding',
    { place: 'lift', confidence: 0.94, snapshot: snapshot('电动自行车进入轿厢'), voicePrompted: true, liftHeld: true },
    46,
  ).map((cue) => ({ ...cue, role: 'camera' })),
};

/** A lift stops between floors with somebody in it. */
const liftTrapped = alone('lift-trapped', { kind: 'elevator' }, 220, {
  floor: held(7, 0, 200),
  speedMps: held(0, 0, 200),
  direction: held('stopped', 0, 200),
  doorState: held('closed', 0, 200),
  personInside: held(true, 0, 195),
  faultCode: held(36, 2, 200),
  trapped: held(true, 12, 190),
  mode: held('outOfService', 2, 205),
});

/** A door that does not close: nobody is in the lift. */
const liftFault = alone('lift-fault', { kind: 'elevator' }, 120, {
  faultCode: held(21, 0, 100),
  speedMps: held(0, 0, 110),
  direction: held('stopped', 0, 110),
  doorState: held('open', 0, 110),
  personInside: held(false, 0, 110),
  mode: held('outOfService', 0, 110),
});

const DOOR = { kind: 'access-controller' } as const;
const doorForced = alone(
  'door-forced',
  DOOR,
  70,
  { doorState: held('open', 0, 55), lockState: held('locked', 0, 55) },
  begun('access.doorForced', { openWay: 'none', snapshot: snapshot('门被强行打开') }, 55),
);
/** A photograph held before the reader. */
const livenessFail = alone(
  'liveness-fail',
  DOOR,
  40,
  {},
  begun('access.livenessFail', { openWay: 'face', score: 0.31 }, 20),
);
const readerOpened = alone('reader-opened', DOOR, 90, { tamper: held(true, 0, 80) });
const barrierFault = alone('barrier-fault', { kind: 'barrier-gate' }, 100, {
  fault: held(true, 0, 90),
  position: held('open', 0, 90),
});

const speakerFault = alone('speaker-fault', { kind: 'broadcast-terminal' }, 100, { fault: held(true, 0, 90) });

/** Lifts, doors, barriers and loudspeakers, in the programme. */
export const BUILDINGS_EVERYDAY: readonly Scenario[] = [
  ebikeInLift,
  liftTrapped,
  doorForced,
  barrierFault,
  speakerFault,
];

/** The same, only when they are asked for. */
export const BUILDINGS_ASKED: readonly Scenario[] = [
  liftFault,
  livenessFail,
  readerOpened,
  lost('speaker-lost', { kind: 'broadcast-terminal' }, 200),
  lost('ebike-camera-lost', { kind: 'ebike-lift-camera' }, 150),
];
