import type { Scenario } from './scenario.ts';
import { snapshot } from './snapshot.ts';
import { alone, begun, held, lost, swung } from './tracks.ts';

const ANALYTICS = { kind: 'video-analytics' } as const;
const CAMERA = { kind: 'camera' } as const;

/** A crowd around a quarrel. */
const crowd = alone(
  'crowd',
  ANALYTICS,
  150,
  { peopleCount: swung(62, 8, 120, 145), densityPerM2: swung(2.4, 8, 120, 145) },
  [
    ...begun('crowd.gathering', { peopleCount: 62, densityPerM2: 2.4, snapshot: snapshot('人群聚集 62人') }, 130),
    { atS: 140, type: 'people.count', data: { in: 71, out: 66, minutes: 15 } },
  ],
);

/** Somebody slips in behind a resident. */
const tailgating = alone(
  'tailgating',
  ANALYTICS,
  50,
  {},
  begun('person.tailgating', { confidence: 0.83, snapshot: snapshot('疑似尾随') }, 30),
);

/** Somebody where nobody should be at this hour. */
const seenIntruder = alone(
  'seen-intruder',
  ANALYTICS,
  60,
  {},
  begun(
    'video.intrusion',
    {
      object: 'person',
      confidence: 0.9,
      boxPx: [640, 320, 110, 260],
      framePx: [1920, 1080],
      snapshot: snapshot('区域入侵'),
    },
    40,
  ),
);

/** The stream breaks off: the camera server of the demonstration gives none either. */
const streamLost = alone(
  'stream-lost',
  CAMERA,
  100,
  {
    online: held(false, 0, 80),
    framesPerSecond: held(0, 0, 80),
    bitrateKbps: held(0, 0, 80),
    recording: held(false, 0, 82),
  },
  begun('video.streamLost', {}, 80),
);

/** The picture stands still while the stream runs. */
const frozen = alone(
  'frozen-picture',
  CAMERA,
  100,
  { framesPerSecond: held(0, 0, 80), bitrateKbps: held(40, 0, 80) },
  begun('video.frozen', {}, 80),
);

const recorderFull = alone('recorder-full', CAMERA, 110, { recording: held(false, 0, 95) });

/** Video, in the programme. */
export const VIDEO_EVERYDAY: readonly Scenario[] = [crowd, tailgating, streamLost, frozen];

/** The same, only when they are asked for. */
export const VIDEO_ASKED: readonly Scenario[] = [seenIntruder, recorderFull, lost('camera-lost', CAMERA, 150)];
