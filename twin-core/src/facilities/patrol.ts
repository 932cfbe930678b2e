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
    'M12 2a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM5 21l2.200-9.500h9.600L19 21h-2.600l-1-4.500-2 1.500V22h-2.800v-4l-2-1.500-1 4.500z',
  deviceKinds: {
    'patrol-terminal': {
      label: { zh: '巡更终端', en: 'Patrol terminal' },
      silenceAfterMs: 120_000,
      datastreams: WHEREABOUTS,
    },
    'patrol-vehicle': {
      label: { zh: '巡逻车', en: 'Patrol vehicle' },
      symbol:
        'M3 15V9.500L5.500 5h9L19 9.500l2 1V15h-2a3 3 0 0 1-6 0h-2a3 3 0 0 1-6 0zM6.700 6.800 5.500 9.200h4.300V6.800zm4.700 0v2.400h5l-2.600-2.400zM8 13.400a1.600 1.600 0 1 0 0 3.200 1.600 1.600 0 0 0 0-3.200zm8 0a1.600 1.600 0 1 0 0 3.200 1.600 1.600 0 0 0 0-3.200z',
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
