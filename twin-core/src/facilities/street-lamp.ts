import { defineFacility } from '../facility.ts';
import { FAULT, flag, quantity, stateOf } from '../observed-property.ts';

const LIGHT = {
  on: flag(['亮灯', 'Light'], ['关', 'off'], ['开', 'on']),
  dimPct: quantity(['亮度', 'Brightness'], '%', 0, [0, 100]),
  voltageV: quantity(['电压', 'Voltage'], 'V', 1, [0, 500]),
  currentA: quantity(['电流', 'Current'], 'A', 2, [0, 100]),
  powerW: quantity(['功率', 'Power'], 'W', 0, [0, 50_000]),
  energyKwh: quantity(['累计电量', 'Energy'], 'kWh', 1, [0, 10_000_000]),
  fault: FAULT,
  controlMode: stateOf(['控制方式', 'Control'], { schedule: ['自动', 'by schedule'], manual: ['手动', 'by hand'] }),
} as const;

const SWITCHING = {
  on: {
    label: { zh: '开灯', en: 'Switch on' },
    args: { forS: { label: { zh: '时长', en: 'For' }, type: 'number', range: [1, 86_400], unit: 's', optional: true } },
  },
  off: { label: { zh: '关灯', en: 'Switch off' } },
  dim: {
    label: { zh: '调光', en: 'Dim' },
    args: { dimPct: { label: { zh: '亮度', en: 'Brightness' }, type: 'number', range: [0, 100], unit: '%' } },
  },
  auto: { label: { zh: '恢复自动', en: 'Back to the schedule' } },
} as const;

/** Street lamps, clauses 6.4.2-5 and 5.7.3-3: each lamp, and the circuits that switch many. */
export const streetLamp = defineFacility({
  id: 'street-lamp',
  label: { zh: '照明路灯', en: 'Street lamps' },
  clause: '6.4.2-5',
  symbol: 'M6 22V8a6 6 0 0 1 6-6h3v2.5h-3A3.5 3.5 0 0 0 8.5 8v14zM12.5 5.5h8l1.5 4h-11zM14 11h5l1 4h-7z',
  deviceKinds: {
    'street-lamp': {
      label: { zh: '路灯', en: 'Street lamp' },
      ifc: ['IfcLightFixture'],
      silenceAfterMs: 300_000,
      datastreams: LIGHT,
      commands: SWITCHING,
    },
    'lamp-group': {
      label: { zh: '照明回路', en: 'Lighting circuit' },
      symbol:
        'M3 2h18v12H3zM5.5 4.5v7h13v-7zM8 6h2v4H8zM14 6h2v4h-2zM5.5 16a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM12 16a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM18.5 16a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
      ifc: ['IfcController'],
      silenceAfterMs: 180_000,
      datastreams: { ...LIGHT, lampsOn: quantity(['亮灯数', 'Lamps lit'], '', 0, [0, 10_000]) },
      commands: SWITCHING,
    },
  },
  alarms: [
    {
      code: 'lamp.fault',
      label: { zh: '路灯故障', en: 'Lamp fault' },
      priority: 4,
      clause: '6.4.2-5',
      when: { property: 'fault', equals: 1 },
      onDelayMs: 5_000,
      fault: true,
    },
  ],
});
