import { FRAME_PX, fallTrack, TOWER_CAMERAS } from './fall-track.ts';
import type { Scenario } from './scenario.ts';

/** Somebody climbs the fence: the line sags under the hand, a leg breaks the beam, and the camera of the zone sees a person. One intrusion by E6.1.4-1. */
const intrusion: Scenario = {
  id: 'intrusion',
  lengthS: 70,
  roles: {
    // Not every zone has a camera: it is cast first, and the rest where it is.
    camera: { kind: 'perimeter-analytics' },
    zone: { kind: 'pulse-fence-zone', near: 'camera' },
    beam: { kind: 'infrared-beam', near: 'camera' },
  },
  tracks: [
    {
      role: 'zone',
      property: 'lineVoltageKv',
      keys: [
        [0, 4.2],
        [6, 4.6],
        [9, null],
      ],
    },
  ],
  cues: [
    { role: 'zone', atS: 0, type: 'perimeter.intrusion', data: { cause: 'touch', lineVoltageKv: 4.2 } },
    { role: 'beam', atS: 1, type: 'perimeter.intrusion', data: { cause: 'beam', brokenMs: 640 } },
    {
      role: 'camera',
      atS: 2,
      type: 'perimeter.intrusion',
      data: { object: 'person', confidence: 0.93, boxPx: [812, 344, 96, 232], framePx: [1920, 1080] },
    },
    { role: 'zone', atS: 45, type: 'perimeter.intrusion', data: { active: false } },
    { role: 'beam', atS: 46, type: 'perimeter.intrusion', data: { active: false } },
    { role: 'camera', atS: 50, type: 'perimeter.intrusion', data: { active: false } },
  ],
};

/** Smoke on a high storey of a tower; a little later the detector one storey up smells it too. */
const highSmoke: Scenario = {
  id: 'high-smoke',
  lengthS: 240,
  roles: {
    neighbor: { kind: 'smoke-detector', surroundings: 'heated', minHeightM: 43 },
    first: { kind: 'smoke-detector', near: 'neighbor', sameBuildingAs: 'neighbor', below: 'neighbor' },
  },
  tracks: [
    {
      role: 'first',
      property: 'obscurationPctM',
      keys: [
        [0, null],
        [10, 14.5],
        [150, 17],
        [200, 2],
        [240, null],
      ],
    },
    {
      role: 'first',
      property: 'alarm',
      keys: [
        [10, true],
        [205, null],
      ],
    },
    {
      role: 'neighbor',
      property: 'obscurationPctM',
      keys: [
        [14, null],
        [32, 12.6],
        [140, 13.5],
        [190, 1.5],
        [225, null],
      ],
    },
    {
      role: 'neighbor',
      property: 'alarm',
      keys: [
        [32, true],
        [195, null],
      ],
    },
  ],
  cues: [],
};

/** A worn contact: a bike is plugged in and the outlet overheats within a minute; it is stopped and cools down. */
const overheatingPort: Scenario = {
  id: 'overheating-port',
  lengthS: 420,
  roles: { port: { kind: 'ebike-charging-port', shows: { portState: 'idle' } } },
  tracks: [
    {
      role: 'port',
      property: 'portState',
      keys: [
        [0, 'charging'],
        [36, 'stopped'],
        [400, null],
      ],
    },
    {
      role: 'port',
      property: 'voltageV',
      keys: [
        [0, 220],
        [36, 220],
        [36, null],
      ],
    },
    {
      role: 'port',
      property: 'currentA',
      keys: [
        [0, 1.6],
        [36, 1.6],
        [36, 0],
      ],
    },
    {
      role: 'port',
      property: 'powerW',
      keys: [
        [0, 352],
        [36, 352],
        [36, 0],
      ],
    },
    {
      role: 'port',
      property: 'energyKwh',
      keys: [
        [0, 0],
        [36, 0.0035],
        [400, 0.0035],
        [400, null],
      ],
    },
    {
      role: 'port',
      property: 'elapsedS',
      keys: [
        [0, 0],
        [36, 36],
        [400, 36],
        [400, null],
      ],
    },
    {
      role: 'port',
      property: 'temperatureC',
      keys: [
        [0, null],
        [12, 42],
        [32, 76],
        [40, 79],
        [120, 52],
        [240, 30],
        [420, null],
      ],
    },
  ],
  // Its own protection trips at 75 °C, a moment before it is told to stop.
  cues: [
    {
      role: 'port',
      atS: 32,
      type: 'charging.overTemp',
      data: { limitC: 75, powerW: 352, currentA: 1.6, voltageV: 220, temperatureC: 76 },
    },
  ],
};

/** A bottle from a balcony of a tower's tenth storey, seen by a camera that looks up the facade. */
const fallingBottle: Scenario = {
  id: 'falling-bottle',
  lengthS: 35,
  roles: { camera: { kind: 'falling-object-camera', codes: TOWER_CAMERAS } },
  tracks: [],
  cues: [
    {
      role: 'camera',
      atS: 0,
      type: 'fallingObject.detected',
      data: {
        trackPx: fallTrack({ fromM: 28.6, asideM: 2.2, southM: 9.6, driftMps: -0.3, outMps: 1.6, terminalMps: 30 }),
        framePx: FRAME_PX,
        storeyEstimate: 10,
        storeySigma: 1,
        confidence: 0.88,
      },
      zoneAs: 'facade',
    },
  ],
};

/** The incidents of the first minute and when they begin, seconds after the first connection. */
export const OPENING: readonly { readonly atS: number; readonly scenario: Scenario }[] = [
  { atS: 20, scenario: intrusion },
  // The outlet passes 70 °C half a minute after the bike is plugged in.
  { atS: 22, scenario: overheatingPort },
  // The detector alarms ten seconds after the smoke begins to rise.
  { atS: 27, scenario: highSmoke },
  { atS: 65, scenario: fallingBottle },
];
