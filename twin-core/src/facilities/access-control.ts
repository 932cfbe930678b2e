import { defineFacility } from '../facility.ts';
import { flag, quantity, stateOf } from '../observed-property.ts';

const LOOK = [
  { do: 'openCamera', clause: 'E6.1.1-2' },
  { do: 'notify', clause: 'E6.1.1-2' },
] as const;

/** Access control, clause 7.2.1: doors of units and gates for people. */
export const accessControl = defineFacility({
  id: 'access-control',
  label: { zh: '门禁', en: 'Access control' },
  clause: '7.2.1',
  symbol:
    'M4 2h11v20H4zM6.5 4.5v15h6v-15zM10.5 11a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4zM17 7h4v8h-4zM18.2 8.5v2.5h1.6V8.5z',
  deviceKinds: {
    'access-controller': {
      label: { zh: '门禁控制器', en: 'Access controller' },
      ifc: ['IfcController', 'IfcSensor.IDENTIFIERSENSOR'],
      silenceAfterMs: 120_000,
      datastreams: {
        doorState: stateOf(['门状态', 'Door'], { closed: ['关闭', 'closed'], open: ['打开', 'open'] }),
        lockState: stateOf(['锁状态', 'Lock'], { locked: ['上锁', 'locked'], unlocked: ['开锁', 'unlocked'] }),
        tamper: flag(['防拆', 'Tamper'], ['否', 'no'], ['是', 'yes']),
        batteryPct: quantity(['后备电池', 'Backup battery'], '%', 0, [0, 100]),
      },
      commands: {
        open: {
          label: { zh: '开门', en: 'Open' },
          args: {
            forS: {
              label: { zh: '保持', en: 'For' },
              type: 'number',
              range: [1, 86_400],
              unit: 's',
              optional: true,
            },
          },
          confirm: true,
        },
        close: { label: { zh: '关门', en: 'Close' } },
      },
    },
  },
  events: { opened: { label: { zh: '开门', en: 'Door opened' }, family: 'access' } },
  alarms: [
    {
      code: 'access.doorForced',
      label: { zh: '破门', en: 'Door forced' },
      priority: 2,
      clause: 'E6.1.1-2',
      when: { event: 'doorForced', holdMs: 60_000 },
      latched: true,
      actions: LOOK,
    },
    {
      code: 'access.livenessFail',
      label: { zh: '活体检测失败', en: 'Liveness check failed' },
      priority: 2,
      clause: 'E6.1.1-2',
      when: { event: 'livenessFail', holdMs: 30_000 },
      actions: LOOK,
    },
    {
      code: 'access.tamper',
      label: { zh: '门禁防拆', en: 'Access controller tampered with' },
      priority: 2,
      clause: 'E6.1.1-2',
      when: { property: 'tamper', equals: 1 },
      actions: LOOK,
    },
  ],
});
