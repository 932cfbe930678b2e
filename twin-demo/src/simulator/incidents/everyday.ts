import { FRAME_PX, fallTrack, TOWER_CAMERAS } from './fall-track.ts';
import type { Scenario } from './scenario.ts';

/** A cat or a branch between the beams. */
const brokenBeam: Scenario = {
  id: 'broken-beam',
  lengthS: 65,
  roles: { beam: { kind: 'infrared-beam' } },
  tracks: [
    {
      role: 'beam',
      property: 'signalPct',
      keys: [
        [0, 3],
        [4, null],
      ],
    },
  ],
  cues: [
    { role: 'beam', atS: 0, type: 'perimeter.intrusion', data: { cause: 'beam', brokenMs: 2100 } },
    { role: 'beam', atS: 40, type: 'perimeter.intrusion', data: { active: false } },
  ],
};

/** Milk boils over on a gas stove: the flame is out, gas flows, somebody shuts it and opens the window. */
const kitchenGas: Scenario = {
  id: 'kitchen-gas',
  lengthS: 200,
  roles: { kitchen: { kind: 'combustible-gas-detector' } },
  tracks: [
    {
      role: 'kitchen',
      property: 'concentrationLel',
      keys: [
        [0, null],
        [40, 13.5],
        [70, 15],
        [150, 4],
        [200, null],
      ],
    },
    {
      role: 'kitchen',
      property: 'alarm',
      keys: [
        [30, true],
        [115, null],
      ],
    },
  ],
  cues: [],
};

/** The ventilation of a part of the garage stands still while engines run. */
const garageExhaust: Scenario = {
  id: 'garage-exhaust',
  lengthS: 260,
  roles: { point: { kind: 'indoor-air', surroundings: 'underground' } },
  tracks: [
    {
      role: 'point',
      property: 'coMgM3',
      keys: [
        [0, null],
        [60, 12.5],
        [150, 14],
        [230, 5],
        [260, null],
      ],
    },
    {
      role: 'point',
      property: 'co2Pct',
      keys: [
        [0, null],
        [60, 0.13],
        [150, 0.14],
        [260, null],
      ],
    },
  ],
  cues: [],
};

/** A shoe from a bay window of a tower's sixth storey. */
const fallingShoe: Scenario = {
  id: 'falling-shoe',
  lengthS: 35,
  roles: { camera: { kind: 'falling-object-camera', codes: TOWER_CAMERAS } },
  tracks: [],
  cues: [
    {
      role: 'camera',
      atS: 0,
      type: 'fallingObject.detected',
      data: {
        trackPx: fallTrack({ fromM: 16.4, asideM: -5.4, southM: 8.8, driftMps: 0.4, outMps: 1.1, terminalMps: 18 }),
        framePx: FRAME_PX,
        storeyEstimate: 6,
        storeySigma: 1,
        confidence: 0.81,
      },
      zoneAs: 'facade',
    },
  ],
};

/** Works on the road outside. */
const roadWorks: Scenario = {
  id: 'road-works',
  lengthS: 240,
  roles: { meter: { kind: 'noise-meter' } },
  tracks: [
    {
      role: 'meter',
      property: 'noiseDba',
      keys: [
        [0, null],
        [3, 66],
        [90, 63],
        [170, 67],
        [200, null],
      ],
    },
  ],
  cues: [],
};

/** A disk is changed: a facade is not recorded for two minutes. */
const diskChange: Scenario = {
  id: 'disk-change',
  lengthS: 130,
  roles: { camera: { kind: 'falling-object-camera' } },
  tracks: [
    {
      role: 'camera',
      property: 'recording',
      keys: [
        [0, false],
        [120, null],
      ],
    },
  ],
  cues: [],
};

/** The lid of a fence controller is opened for cleaning. */
const openedLid: Scenario = {
  id: 'opened-lid',
  lengthS: 100,
  roles: { zone: { kind: 'pulse-fence-zone' } },
  tracks: [
    {
      role: 'zone',
      property: 'tamper',
      keys: [
        [0, true],
        [90, null],
      ],
    },
  ],
  cues: [],
};

/** A spike on the mains that a cabinet's arrester takes. */
const surge: Scenario = {
  id: 'surge',
  lengthS: 60,
  roles: { cabinet: { kind: 'ebike-charger' } },
  tracks: [
    {
      role: 'cabinet',
      property: 'voltageV',
      keys: [
        [0, 262],
        [3, null],
      ],
    },
  ],
  cues: [
    {
      role: 'cabinet',
      atS: 0,
      type: 'charging.surge',
      data: { peakV: 1180, durationUs: 18, powerW: 940, currentA: 4.2, temperatureC: 17.6 },
    },
  ],
};

/** What else happens in an estate, for the hours after the opening. */
export const EVERYDAY: readonly Scenario[] = [
  brokenBeam,
  kitchenGas,
  fallingShoe,
  garageExhaust,
  roadWorks,
  diskChange,
  openedLid,
  surge,
];
