import { defineFacility } from '../facility.ts';
import { flag, quantity } from '../observed-property.ts';

/** A century: the server itself watches its screens, and knows one that was closed from one that died. */
const NEVER_MS = 100 * 365 * 86_400_000;
/** Whoever watches the screens repeats what still holds well within this time. */
const SEEN_AGAIN_MS = 180_000;
const CLOSED = { property: 'showing', equals: 0 } as const;

/** Screens of the monitoring centre, clause 7.2.10-3: what shows everything else has to be watched too. */
export const screens = defineFacility({
  id: 'screens',
  label: { zh: '监控中心大屏', en: 'Monitoring centre screens' },
  clause: '7.2.10-3',
  symbol: 'M2 4h20v13H2zM4.5 6.5v8h15v-8zM8 19h8v2H8z',
  deviceKinds: {
    'wall-screen': {
      label: { zh: '大屏', en: 'Wall screen' },
      silenceAfterMs: NEVER_MS,
      datastreams: {
        showing: flag(['状态', 'State'], ['已关闭', 'closed'], ['显示中', 'showing']),
        framesPct: quantity(['出帧率', 'Frames that came'], '%', 0, [0, 100]),
        dataAgeS: quantity(['画面数据龄', 'Age of what it shows'], 's', 1, [0, 31_536_000]),
        sceneOk: flag(['三维场景', 'Scene'], ['没有画出', 'not drawn'], ['正常', 'drawn']),
        soundOn: flag(['告警声', 'Alarm sound'], ['听不到', 'not heard'], ['开', 'on']),
      },
    },
  },
  alarms: [
    {
      code: 'screen.silent',
      label: { zh: '大屏失联', en: 'Screen silent' },
      priority: 2,
      clause: '7.2.10-3',
      when: { event: 'silent', holdMs: SEEN_AGAIN_MS },
      fault: true,
      actions: [{ do: 'notify', clause: '7.2.10-3' }],
    },
    {
      code: 'screen.sceneLost',
      label: { zh: '大屏场景没有画出', en: 'Scene of a screen not drawn' },
      priority: 3,
      clause: '7.2.10-3',
      when: { property: 'sceneOk', equals: 0 },
      unless: CLOSED,
      onDelayMs: 60_000,
      fault: true,
    },
  ],
});
