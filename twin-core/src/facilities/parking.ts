import { defineFacility } from '../facility.ts';
import { FAULT, stateOf } from '../observed-property.ts';

/** Parking, clause 7.2.2: barriers at the gates and at the garage. */
export const parking = defineFacility({
  id: 'parking',
  label: { zh: '停车', en: 'Parking' },
  clause: '7.2.2',
  symbol: 'M3 9h4V6.5h3l11-4 .9 2.4L11 9v13H3zM5.5 11.5v8h3v-8z',
  deviceKinds: {
    'barrier-gate': {
      label: { zh: '道闸', en: 'Barrier' },
      silenceAfterMs: 120_000,
      datastreams: {
        position: stateOf(['闸杆', 'Arm'], { closed: ['落下', 'down'], open: ['抬起', 'up'] }),
        fault: FAULT,
      },
      commands: {
        open: { label: { zh: '抬杆', en: 'Raise' }, confirm: true },
        close: { label: { zh: '落杆', en: 'Lower' }, confirm: true },
      },
    },
  },
  alarms: [
    {
      code: 'parking.barrierFault',
      label: { zh: '道闸故障', en: 'Barrier fault' },
      priority: 3,
      clause: '7.2.2-2',
      when: { property: 'fault', equals: 1 },
      onDelayMs: 5_000,
      fault: true,
      actions: [{ do: 'notify', clause: '7.2.2-2' }],
    },
  ],
});
