import { defineFacility } from '../facility.ts';
import { flag, quantity } from '../observed-property.ts';

const STREAM = {
  online: flag(['视频流', 'Stream'], ['中断', 'lost'], ['正常', 'running']),
  framesPerSecond: quantity(['帧率', 'Frame rate'], 'fps', 0, [0, 120]),
  bitrateKbps: quantity(['码率', 'Bit rate'], 'kbit/s', 0, [0, 100_000]),
  recording: flag(['录像', 'Recording'], ['停止', 'stopped'], ['录像中', 'recording']),
} as const;

const CAMERA = ['IfcAudioVisualAppliance.CAMERA'] as const;
const LOST = { property: 'online', equals: 0 } as const;
/** Whoever watches the streams repeats what still holds well within this time. */
const SEEN_AGAIN_MS = 180_000;
const LOOK = [
  { do: 'openCamera', clause: '7.2.10-2' },
  { do: 'notify', clause: '7.2.10-2' },
] as const;

/** Video surveillance and its analysis, clause 7.2.10; remote control by E6.1.4-3. */
export const video = defineFacility({
  id: 'video',
  label: { zh: '视频安防', en: 'Video' },
  clause: '7.2.10',
  symbol: 'M3 6h12.5v3.5L21 6.5v11l-5.5-3V18H3zM6 9v2.5h3V9z',
  deviceKinds: {
    camera: {
      label: { zh: '摄像机', en: 'Camera' },
      ifc: CAMERA,
      silenceAfterMs: 90_000,
      datastreams: STREAM,
    },
    'ptz-camera': {
      label: { zh: '云台摄像机', en: 'PTZ camera' },
      symbol:
        'M4 3h16v3H4zM6 7.5h12V12a6 6 0 0 1-12 0zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM2 19.5 5 17v1.5h14V17l3 2.5-3 2.5v-1.5H5V22z',
      ifc: CAMERA,
      silenceAfterMs: 90_000,
      datastreams: {
        ...STREAM,
        panDeg: quantity(['水平角', 'Pan'], '°', 1, [0, 360]),
        tiltDeg: quantity(['俯仰角', 'Tilt'], '°', 1, [-90, 90]),
        zoom: quantity(['变倍', 'Zoom'], '×', 1, [1, 60]),
      },
      commands: {
        pan: {
          label: { zh: '水平转动', en: 'Pan' },
          args: { stepDeg: { label: { zh: '角度', en: 'Step' }, type: 'number', range: [-180, 180], unit: '°' } },
        },
        tilt: {
          label: { zh: '俯仰转动', en: 'Tilt' },
          args: { stepDeg: { label: { zh: '角度', en: 'Step' }, type: 'number', range: [-90, 90], unit: '°' } },
        },
        zoom: {
          label: { zh: '变倍', en: 'Zoom' },
          args: { step: { label: { zh: '倍数', en: 'Step' }, type: 'number', range: [-30, 30], unit: '×' } },
        },
        goToPreset: {
          label: { zh: '调用预置位', en: 'Go to preset' },
          // GB/T 28181 numbers presets in one byte, 0 is not used.
          args: { preset: { label: { zh: '预置位', en: 'Preset' }, type: 'number', range: [1, 255] } },
        },
      },
    },
    'video-analytics': {
      label: { zh: '视频智能分析', en: 'Video analytics' },
      symbol:
        'M3 3h6v2.5H5.5V9H3zM15 3h6v6h-2.5V5.5H15zM3 15h2.5v3.5H9V21H3zM18.5 15H21v6h-6v-2.5h3.5zM12 6a2.7 2.7 0 1 1 0 5.4A2.7 2.7 0 0 1 12 6zM7 18c0-3.5 2-5.5 5-5.5s5 2 5 5.5z',
      ifc: CAMERA,
      silenceAfterMs: 90_000,
      datastreams: {
        ...STREAM,
        armed: flag(['布防', 'Armed'], ['撤防', 'disarmed'], ['布防', 'armed']),
        peopleCount: quantity(['画面人数', 'People in view'], '', 0, [0, 10_000]),
        densityPerM2: quantity(['人群密度', 'Crowd density'], '1/m²', 2, [0, 20]),
      },
      commands: {
        arm: { label: { zh: '布防', en: 'Arm' } },
        disarm: { label: { zh: '撤防', en: 'Disarm' }, confirm: true },
      },
    },
  },
  events: { count: { label: { zh: '人流统计', en: 'People counted' }, family: 'people' } },
  alarms: [
    {
      code: 'crowd.gathering',
      label: { zh: '人群聚集', en: 'Crowd gathering' },
      priority: 3,
      clause: '7.2.10-2',
      kinds: ['video-analytics'],
      when: { event: 'gathering', holdMs: 120_000 },
      actions: LOOK,
    },
    {
      code: 'person.tailgating',
      label: { zh: '陌生人尾随', en: 'Tailgating' },
      priority: 3,
      clause: '7.2.10-2',
      kinds: ['video-analytics'],
      when: { event: 'tailgating', holdMs: 60_000 },
      actions: LOOK,
    },
    {
      code: 'video.intrusion',
      label: { zh: '视频周界入侵', en: 'Intrusion seen by video' },
      priority: 1,
      clause: '7.2.10-2',
      kinds: ['video-analytics'],
      when: { event: 'intrusion', holdMs: 60_000 },
      unless: { property: 'armed', equals: 0 },
      latched: true,
      mergeWithinMs: 10_000,
      actions: [...LOOK, { do: 'flyTo', clause: '7.2.4-3' }],
    },
    {
      code: 'video.streamLost',
      label: { zh: '视频丢失', en: 'Stream lost' },
      priority: 3,
      clause: '7.2.10-3',
      when: { event: 'streamLost', holdMs: SEEN_AGAIN_MS },
      onDelayMs: 5_000,
      fault: true,
    },
    {
      code: 'video.frozen',
      label: { zh: '画面冻结', en: 'Picture frozen' },
      priority: 3,
      clause: '7.2.10-3',
      when: { event: 'frozen', holdMs: SEEN_AGAIN_MS },
      unless: LOST,
      onDelayMs: 10_000,
      fault: true,
    },
    {
      code: 'video.notRecording',
      label: { zh: '录像停止', en: 'Recording stopped' },
      priority: 3,
      clause: '7.2.10-3',
      when: { property: 'recording', equals: 0 },
      unless: LOST,
      onDelayMs: 30_000,
      fault: true,
    },
    {
      code: 'video.offline',
      label: { zh: '摄像机离线', en: 'Camera offline' },
      priority: 3,
      clause: '6.3.4',
      when: { silent: true },
      fault: true,
    },
  ],
});
