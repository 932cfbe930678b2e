import { defineFacility } from '../facility.ts';
import { FAULT, quantity, stateOf } from '../observed-property.ts';

const PLAYING = stateOf(['播放', 'Playing'], {
  silent: ['静默', 'silent'],
  programme: ['节目', 'programme'],
  prompt: ['提示音', 'prompt'],
  emergency: ['应急广播', 'emergency broadcast'],
  accident: ['事故广播', 'accident broadcast'],
});

const MAINTENANCE = {
  diagnose: { label: { zh: '远程诊断', en: 'Diagnose' } },
  restart: { label: { zh: '重启', en: 'Restart' }, confirm: true },
  upgrade: {
    label: { zh: '远程升级', en: 'Upgrade' },
    args: { version: { label: { zh: '版本', en: 'Version' }, type: 'text', maxLength: 40 } },
    confirm: true,
  },
} as const;

/** Public address, clause 7.2.5: zones, levels that interrupt each other, remote maintenance. */
export const broadcast = defineFacility({
  id: 'broadcast',
  label: { zh: '广播', en: 'Broadcast' },
  clause: '7.2.5',
  symbol: 'M3 9h4l6-5.5v17L7 15H3zM15.5 8.3a4.5 4.5 0 0 1 0 7.4zM15.5 3.6a9 9 0 0 1 0 16.8v-2.3a6.8 6.8 0 0 0 0-12.2z',
  deviceKinds: {
    'broadcast-terminal': {
      label: { zh: '广播终端', en: 'Loudspeaker' },
      ifc: ['IfcAudioVisualAppliance.SPEAKER'],
      silenceAfterMs: 120_000,
      datastreams: {
        playing: PLAYING,
        volumePct: quantity(['音量', 'Volume'], '%', 0, [0, 100]),
        fault: FAULT,
      },
      commands: {
        play: {
          label: { zh: '播放', en: 'Play' },
          // One of the two: a recording by its name or address, or a text to be spoken.
          args: {
            programme: { label: { zh: '节目', en: 'Programme' }, type: 'text', maxLength: 200, optional: true },
            text: { label: { zh: '文本', en: 'Text' }, type: 'text', maxLength: 500, optional: true },
            level: {
              label: { zh: '级别', en: 'Level' },
              type: 'choice',
              choices: [
                { name: 'programme', label: { zh: '节目', en: 'programme' } },
                { name: 'prompt', label: { zh: '提示音', en: 'prompt' } },
                { name: 'emergency', label: { zh: '应急广播', en: 'emergency' } },
                { name: 'accident', label: { zh: '事故广播', en: 'accident' } },
              ],
            },
          },
        },
        stop: { label: { zh: '停止播放', en: 'Stop' } },
        setVolume: {
          label: { zh: '设置音量', en: 'Set volume' },
          args: { volumePct: { label: { zh: '音量', en: 'Volume' }, type: 'number', range: [0, 100], unit: '%' } },
        },
        ...MAINTENANCE,
      },
    },
    'broadcast-host': {
      label: { zh: '广播主机', en: 'Broadcast host' },
      symbol:
        'M3 4h18v16H3zM5.5 6.5v5h13v-5zM7 14a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM11.5 14v1.6h7V14zM11.5 16.6v1.6h7v-1.6z',
      ifc: ['IfcAudioVisualAppliance.AMPLIFIER', 'IfcAudioVisualAppliance.PLAYER'],
      silenceAfterMs: 120_000,
      datastreams: {
        playing: PLAYING,
        terminalsPlaying: quantity(['播放中的终端', 'Terminals playing'], '', 0, [0, 10_000]),
        fault: FAULT,
      },
      commands: MAINTENANCE,
    },
  },
  events: {
    started: { label: { zh: '开始播放', en: 'Playback started' } },
    ended: { label: { zh: '播放结束', en: 'Playback ended' } },
    diagnosed: { label: { zh: '诊断结果', en: 'Diagnosis' } },
    upgraded: { label: { zh: '升级完成', en: 'Upgraded' } },
  },
  alarms: [
    {
      code: 'broadcast.fault',
      label: { zh: '广播设备故障', en: 'Broadcast equipment fault' },
      priority: 3,
      clause: '7.2.5-2',
      when: { property: 'fault', equals: 1 },
      onDelayMs: 5_000,
      fault: true,
    },
    {
      code: 'broadcast.offline',
      label: { zh: '广播设备离线', en: 'Broadcast equipment offline' },
      priority: 3,
      clause: '6.3.4',
      when: { silent: true },
      fault: true,
    },
  ],
});
