import { defineFacility } from '../facility.ts';
import { quantity, stateOf } from '../observed-property.ts';

const NOTIFY = [{ do: 'notify', clause: '6.4.2-5' }] as const;

/** Manhole covers, clause 6.4.2-5. */
export const manhole = defineFacility({
  id: 'manhole',
  label: { zh: '井盖', en: 'Manholes' },
  clause: '6.4.2-5',
  symbol:
    'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 5.2a6.8 6.8 0 1 0 0 13.6 6.8 6.8 0 0 0 0-13.6zM8 8.5h8v1.8H8zM7 11.1h10v1.8H7zM8 13.7h8v1.8H8z',
  deviceKinds: {
    'manhole-cover': {
      label: { zh: '井盖监测', en: 'Manhole cover' },
      ifc: ['IfcSensor.CONTACTSENSOR'],
      // Battery powered, over NB-IoT: they report seldom.
      silenceAfterMs: 600_000,
      datastreams: {
        openState: stateOf(['井盖状态', 'Cover'], { closed: ['关闭', 'closed'], open: ['打开', 'open'] }),
        tiltDeg: quantity(['倾角', 'Tilt'], '°', 1, [0, 180]),
        waterLevelM: quantity(['井内水位', 'Water level'], 'm', 2, [0, 20]),
        gasLel: quantity(['可燃气体', 'Combustible gas'], '%LEL', 1, [0, 100]),
        batteryPct: quantity(['电量', 'Battery'], '%', 0, [0, 100]),
      },
    },
  },
  alarms: [
    {
      // A cover that lies flat moves by a few degrees under wheels; tilted further it is lifted.
      code: 'manhole.open',
      label: { zh: '井盖异常打开', en: 'Manhole open' },
      priority: 2,
      clause: '6.4.2-5',
      when: { property: 'tiltDeg', above: 15, deadband: 5 },
      onDelayMs: 2_000,
      actions: [{ do: 'openCamera', clause: '6.4.2-5' }, ...NOTIFY],
    },
    {
      // Sewers of this estate begin 2 m below the ground: filled to the half they run full.
      code: 'manhole.flooded',
      label: { zh: '井内水位高', en: 'Manhole flooded' },
      priority: 2,
      clause: '6.4.2-5',
      when: { property: 'waterLevelM', above: 1, deadband: 0.1 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      // GB/T 50493-2019: the first alarm of combustible gas at no more than 25 %LEL.
      code: 'manhole.gas',
      label: { zh: '井内可燃气体', en: 'Gas in a manhole' },
      priority: 2,
      clause: '6.4.2-5',
      when: { property: 'gasLel', above: 25, deadband: 5 },
      onDelayMs: 5_000,
      actions: NOTIFY,
    },
  ],
});
