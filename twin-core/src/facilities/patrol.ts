import { defineFacility } from '../facility.ts';

/** A device of this kind moves: these two say where it is, and so it has a way on the map. */
const WHEREABOUTS = {
  longitudeDeg: {
    label: { zh: '经度', en: 'Longitude' },
    unit: '°',
    type: 'number',
    decimals: 6,
    range: [-180, 180],
  },
  latitudeDeg: {
    label: { zh: '纬度', en: 'Latitude' },
    unit: '°',
    type: 'number',
    decimals: 6,
    range: [-90, 90],
  },
  speedKmh: {
    label: { zh: '速度', en: 'Speed' },
    unit: 'km/h',
    type: 'number',
    decimals: 1,
    range: [0, 120],
  },
  batteryPct: { label: { zh: '电量', en: 'Battery' }, unit: '%', type: 'number', decimals: 0, range: [0, 100] },
} as const;

/** Guard tours, clause 4.4.3-1: the terminals guards carry and the vehicles they drive. */
export const patrol = defineFacility({
  id: 'patrol',
  label: { zh: '安保巡更', en: 'Guard tours' },
  clause: '4.4.3-1',
  symbol:
    'M12 2a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM5 21l2.2-9.5h9.6L19 21h-2.6l-1-4.5-2 1.5V22h-2.8v-4l-2-1.5-1 4.5z',
  deviceKinds: {
    'patrol-terminal': {
      label: { zh: '巡更终端', en: 'Patrol terminal' },
      silenceAfterMs: 120_000,
      datastreams: WHEREABOUTS,
    },
    'patrol-vehicle': {
      label: { zh: '巡逻车', en: 'Patrol vehicle' },
      symbol:
        'M3 15V9.5L5.5 5h9L19 9.5l2 1V15h-2a3 3 0 0 1-6 0h-2a3 3 0 0 1-6 0zM6.7 6.8 5.5 9.2h4.3V6.8zm4.7 0v2.4h5l-2.6-2.4zM8 13.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zm8 0a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z',
      silenceAfterMs: 120_000,
      datastreams: WHEREABOUTS,
    },
  },
  alarms: [
    {
      code: 'patrol.distress',
      label: { zh: '巡更求助', en: 'Guard calls for help' },
      priority: 1,
      clause: '4.4.3-1',
      kinds: ['patrol-terminal'],
      when: { event: 'distress', holdMs: 60_000 },
      actions: [
        { do: 'openCamera', clause: '4.4.3-1' },
        { do: 'notify', clause: '4.4.3-1' },
      ],
    },
    {
      code: 'patrol.batteryLow',
      label: { zh: '巡更终端电量低', en: 'Patrol terminal battery low' },
      priority: 4,
      clause: '4.4.3-1',
      when: { property: 'batteryPct', below: 15, deadband: 5 },
      onDelayMs: 30_000,
      fault: true,
    },
  ],
});
